/** Asking a PBX to do something with a call, in the services of ECMA-269. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.control;
