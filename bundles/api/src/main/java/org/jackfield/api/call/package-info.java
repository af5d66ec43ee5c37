/**
 * What a call is: an immutable picture of one customer's journey, in the words of ECMA-269. Every value is a record
 * without nulls; a picture is taken anew after each signal and never changes.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.call;
