/** Desk phones, headsets, lights: what a device vendor implements, and what the broker asks about credentials. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.device;
