/** The few words every other package uses: tenants and how an ECMA-269 word is written. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api;
