package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.store.LiveJournal.Known;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class LiveKeeperTest {
    private static final String LINK = "asterisk~main";

    private final TestDatabase plug;
    private final Database database = new Database(0);
    private final TestEventLog log = new TestEventLog();
    private final JdbcJournal journal = new JdbcJournal(database);
    private LiveKeeper keeper;

    LiveKeeperTest(Kind kind) {
        plug = TestDatabase.open(kind);
    }

    @BeforeEach
    void start() {
        database.setSource(plug.source());
        keeper = new LiveKeeper(database, log);
    }

    @AfterEach
    void stop() throws IOException {
        keeper.close();
        database.close();
        plug.close();
    }

    private static Call call(int number, CallState state) {
        Sample sample = Sample.call(number);
        sample.state = state;
        return sample.build();
    }

    private static EndedCall seen(Call call) {
        return new EndedCall(call, List.of());
    }

    private void write(Call ended) {
        database.transaction("write", db -> {
            new CallRows().write(db, seen(ended), List.of(), List.of(), Sample.START);
            return null;
        });
    }

    @Test
    void aRestartedServerKnowsWhatItWasInTheMiddleOf() {
        assertEquals(Optional.empty(), keeper.known(LINK));
        log.link(true);
        log.happened(CallEventType.DELIVERED, call(1, CallState.ALERTING));
        log.happened(CallEventType.ESTABLISHED, call(1, CallState.CONNECTED));
        log.happened(CallEventType.DELIVERED, call(2, CallState.ALERTING));

        Call first = call(1, CallState.CONNECTED);
        Call second = call(2, CallState.ALERTING);
        assertEquals(Optional.of(new Known(Sample.START, List.of(first, second))), keeper.known(LINK));
        assertEquals(Optional.empty(), keeper.known("asterisk~other"));
    }

    @Test
    void aServerThatDiesInTheMiddleOfAResyncReadsTheWholeGapAgain() {
        log.happened(CallEventType.CALL_CLEARED, call(1, CallState.ENDED));
        assertEquals(Optional.empty(), keeper.known(LINK), "other calls of the gap may be untold yet");
        log.link(true);
        assertEquals(Sample.START, keeper.known(LINK).orElseThrow().heardAt());
    }

    @Test
    void aCallThatIsInTheJournalIsNoLongerUp() {
        log.link(true);
        log.happened(CallEventType.ESTABLISHED, call(1, CallState.CONNECTED));
        write(call(1, CallState.ENDED));
        log.happened(CallEventType.HELD, call(1, CallState.HOLD)); // told before the end, and read late

        assertEquals(List.of(), keeper.known(LINK).orElseThrow().calls());
        assertEquals(0, plug.count("live_call"));
    }

    @Test
    void aCallThatEndedJustBeforeTheServerDiedIsWrittenByTheNextOne() {
        log.link(true);
        log.ended(call(1, CallState.ENDED));
        assertEquals(List.of(), keeper.known(LINK).orElseThrow().calls(), "it is not up");

        TestEventLog next = new TestEventLog();
        CallKeeper calls = new CallKeeper(database, next, TestAgents.perCall(), 100);
        Wait.until("it is written", () -> plug.count("calls") == 1);
        calls.close();
        assertEquals(Optional.of(call(1, CallState.ENDED)), journal.call("main", Sample.call(1).id));
        assertEquals(0, plug.count("live_call"));
    }

    @Test
    void whatWasSeenIsNotReplacedByWhatIsConcludedAfterARestart() {
        Call seen = call(1, CallState.ENDED);
        write(seen);
        Sample sample = Sample.call(1);
        sample.agent = "somebody";
        sample.reconstructed = true;
        write(sample.build());

        assertEquals(Optional.of(seen), journal.call("main", seen.id()));
    }
}
