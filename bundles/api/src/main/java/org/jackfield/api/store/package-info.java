/** What is kept: ended calls, and what is still owed to a CRM. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.store;
