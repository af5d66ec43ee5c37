/** The contract that a CRM connector passes. */
package org.jackfield.testkit.crm;
