package org.jackfield.it.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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
 * saw. {@code -Djackfield.live=05,09b} plays some of them only, {@code -Djackfield.live.rounds=5} so many times.
 */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveScenariosIT {

    private Stage stage;
    private int equal;
    private int played;

    static Stream<Scenario> scenarios() {
        List<String> chosen =
                Arrays.asList(System.getProperty("jackfield.live", "").split(","));
        List<Scenario> round = Scenario.all().stream()
                .filter(s -> chosen.stream().anyMatch(c -> s.name().startsWith(c)))
                .toList();
        return Stream.generate(() -> round)
                .limit(Integer.getInteger("jackfield.live.rounds", 1))
                .flatMap(List::stream);
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
