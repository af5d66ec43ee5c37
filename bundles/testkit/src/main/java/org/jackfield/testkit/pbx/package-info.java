/** The contract that a PBX driver passes: its test extends one of the classes here. */
package org.jackfield.testkit.pbx;
