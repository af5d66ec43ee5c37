/** The screen pop: which agent sees which call and record, once. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.pop;
