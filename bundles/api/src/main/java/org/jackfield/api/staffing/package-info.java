/** How many agents calls need: {@link org.jackfield.api.staffing.Staffing}. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.staffing;
