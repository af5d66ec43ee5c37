/**
 * Plays what a real Asterisk once sent to any AMI client: a recorded stream served as an AMI server. Needs the JDK
 * alone, so that the jar runs as a process of its own.
 */
package org.jackfield.testkit.replay;
