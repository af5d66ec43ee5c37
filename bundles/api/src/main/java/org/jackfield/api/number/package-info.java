/** Telephone numbers as people, PBXs and CRMs write them, read into one form. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.number;
