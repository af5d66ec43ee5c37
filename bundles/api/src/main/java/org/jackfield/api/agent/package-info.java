/** Agents, the lines they sit at, and the state the server decides for them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.agent;
