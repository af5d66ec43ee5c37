/** What a CRM vendor implements: {@link org.jackfield.api.crm.CrmConnector}, and the lookup over all of them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.crm;
