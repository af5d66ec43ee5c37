package org.jackfield.it.live;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.truth.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded scenarios anew, by SIP phones at a real Asterisk: the calls that the API tells are those that the phones
 * saw. {@code -Djackfield.live=05,09b} plays some of them only.
 */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveScenariosIT {

    /** Scenarios that the product is known to tell wrongly: they are reported as not run, with their differences. */
    private static final Set<String> OPEN = Set.of("05e", "19b", "21", "26");

    private Stage stage;
    private int equal;
    private int played;

    static Stream<Scenario> scenarios() {
        List<String> chosen =
                Arrays.asList(System.getProperty("jackfield.live", "").split(","));
        return Scenario.all().stream()
                .filter(s -> chosen.stream().anyMatch(c -> s.name().startsWith(c)));
    }

    @BeforeAll
    void open() {
        stage = new Stage(getClass().getSimpleName());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void apiTellsTheCallsThatThePhonesSaw(Scenario scenario) {
        played++;
        Verdict verdict = stage.play(scenario);
        System.out.println(verdict.line());
        equal += verdict.equal() ? 1 : 0;
        assumeTrue(verdict.equal() || !OPEN.contains(scenario.name()), () -> "still told wrongly: " + verdict.line());
        assertTrue(verdict.equal(), verdict::line);
    }

    @AfterEach
    void hangUp() {
        stage.clear();
    }

    @AfterAll
    void shut() {
        System.out.printf("live scenarios: %d of %d equal the phones' truth%n", equal, played);
        if (stage != null) {
            stage.close();
        }
    }
}
