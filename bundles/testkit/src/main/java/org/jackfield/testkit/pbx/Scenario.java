package org.jackfield.testkit.pbx;

/**
 * Something that happens at a PBX and the calls that a driver must tell of it.
 *
 * @param name as a person would say it
 * @param stimulus what makes the PBX do it; only the driver's own test knows its meaning
 * @param calls as {@link Outline} writes them
 */
public record Scenario(String name, String stimulus, String calls) {}
