/** What a call centre is measured by: {@link org.jackfield.api.report.Reports}. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.report;
