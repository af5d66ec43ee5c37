/** What tests of drivers and connectors are made of; not deployed. */
package org.jackfield.testkit;
