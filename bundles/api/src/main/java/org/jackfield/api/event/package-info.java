/** What happened, in order: facts with a sequence number, kept so that a reader that was away can catch up. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.event;
