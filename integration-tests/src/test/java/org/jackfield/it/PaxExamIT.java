package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.junit.jupiter.api.Test;

/** The packed distribution by the launcher of the OSGi world, beside its own script. */
@Needs(RealPart.DISTRIBUTION)
class PaxExamIT {

    @Test
    void distributionStartsByPaxExamAndIsReady() {
        try (Jackfield jackfield = Jackfield.startByPaxExam("pax-exam", new Setup())) {
            assertEquals(401, jackfield.anonymous().get("/calls").status());
        }
    }
}
