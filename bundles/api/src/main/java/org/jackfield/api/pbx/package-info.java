/** What a PBX vendor implements: {@link org.jackfield.api.pbx.PbxDriver} and the signals it sends to its sink. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.jackfield.api.pbx;
