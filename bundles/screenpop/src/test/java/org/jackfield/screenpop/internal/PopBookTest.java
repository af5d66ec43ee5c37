package org.jackfield.screenpop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.Tenant;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Role;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;
import org.jackfield.api.pop.Pop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopBookTest {
    private static final Lookup ANN = new Lookup(
            CrmState.OK,
            List.of(new Match(
                    "directory~contacts",
                    "Contact",
                    "7",
                    "Ann Customer",
                    Optional.of("Acme"),
                    Optional.empty(),
                    "mobile +1 202-555-0101",
                    List.of())),
            List.of());

    private final PopBook book = new PopBook();

    private List<String> follow(CallPicture picture) {
        return told(book.follow(picture.now()));
    }

    /** Pops as {@code agent trigger state reason rev}, the way the tests below read. */
    private static List<String> told(List<Pop> pops) {
        return pops.stream()
                .map(pop -> pop.agent() + " " + pop.trigger().word() + " "
                        + pop.state().word()
                        + pop.reason().map(reason -> " " + reason).orElse("") + " " + pop.rev())
                .toList();
    }

    @Test
    void ringShowsTheCallAndTheRecordFollows() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        assertEquals(List.of("alice delivered open 1"), follow(call));
        Pop known = book.complete(Tenant.MAIN, "A", ANN).get(0);
        assertEquals(List.of("alice delivered completed 2"), told(List.of(known)));
        assertEquals("Ann Customer", known.matches().get(0).name());
        assertEquals(List.of(), follow(call.answers("c2")), "answering one's own ring pops nothing new");
        assertEquals(List.of("alice delivered closed ended 3"), follow(call.ends(Cause.NORMAL_CLEARING)));
    }

    @Test
    void aPhoneThatIsOnlyBeingReachedShowsNothingYet() {
        CallPicture call = CallPicture.inbound("A").joins(Role.AGENT, "1001", "alice", ConnectionState.INITIATED);
        assertEquals(List.of(), follow(call));
        assertEquals(List.of("alice delivered open 1"), follow(call.becomes("c2", ConnectionState.ALERTING)));
    }

    @Test
    void aWithheldCallerPopsWithNobodyToLookUp() {
        CallPicture call = CallPicture.inbound("A", Party.withheld()).rings("1001", "alice");
        Pop pop = book.follow(call.now()).get(0);
        assertEquals(Pop.State.COMPLETED, pop.state());
        assertEquals(CrmState.NONE, pop.crm());
    }

    @Test
    void theSameFactsToldAgainPopNothing() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        Call ringing = call.now();
        Call answered = call.answers("c2").now();
        Call over = call.ends(Cause.NORMAL_CLEARING).now();
        for (Call picture : List.of(ringing, answered, over)) {
            book.follow(picture);
            assertEquals(List.of(), book.follow(picture));
        }
        for (Call picture : List.of(ringing, answered, over)) {
            assertEquals(List.of(), book.follow(picture), "replayed after the end");
        }
    }

    @Test
    void anOlderPictureNeitherReopensNorCloses() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        Call ringing = call.now();
        book.follow(ringing);
        Call quiet = call.clears("c2", Cause.NO_ANSWER).now();
        book.follow(quiet);
        assertEquals(List.of(), book.follow(ringing));
        book.follow(call.rings("1001", "alice").now());
        assertEquals(List.of(), book.follow(quiet), "the first ring's end is not the second one's");
        assertEquals(1, book.open(Tenant.MAIN, "alice").size());
    }

    @Test
    void theQueueRingsOneAgentAfterTheOther() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        assertEquals(List.of("alice delivered open 1"), follow(call));
        assertEquals(List.of("alice delivered closed noAnswer 2"), follow(call.clears("c2", Cause.NO_ANSWER)));
        assertEquals(List.of("bob delivered open 1"), follow(call.rings("1002", "bob")));
        assertEquals(List.of(), follow(call.answers("c3")));
    }

    @Test
    void theSecondRingAtTheSameAgentIsANewPop() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        Pop first = book.follow(call.now()).get(0);
        follow(call.clears("c2", Cause.NO_ANSWER));
        Pop second = book.follow(call.rings("1001", "alice").now()).get(0);
        assertEquals(Pop.Trigger.DELIVERED, second.trigger());
        assertNotEquals(first.popId(), second.popId());
    }

    @Test
    void allRingAndOneAnswers() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice").rings("1002", "bob");
        assertEquals(List.of("alice delivered open 1", "bob delivered open 1"), follow(call));
        assertEquals(List.of(), follow(call.answers("c3")));
        assertEquals(
                List.of("alice delivered closed answeredElsewhere 2"),
                follow(call.clears("c2", Cause.NORMAL_CLEARING)),
                "concluded, although the PBX gave no cause");
    }

    @Test
    void twoPhonesOfOneAgentShareOnePop() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice").rings("2001", "alice");
        assertEquals(List.of("alice delivered open 1"), follow(call));
        assertEquals(List.of(), follow(call.answers("c2").clears("c3", Cause.ANSWERED_ELSEWHERE)));
        assertEquals(List.of("alice delivered closed ended 2"), follow(call.clears("c2", Cause.NORMAL_CLEARING)));
    }

    @Test
    void aTransferIsFollowed() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        follow(call);
        follow(call.answers("c2"));
        assertEquals(
                List.of("alice delivered closed transferred 2", "bob transferred open 1"),
                follow(call.clears("c2", Cause.TRANSFERRED).rings("1002", "bob")));
    }

    @Test
    void whoTakesOverAfterAConsultationSeesTheCustomersCall() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        follow(call);
        follow(call.answers("c2"));
        assertEquals(
                List.of("bob transferred open 1"),
                follow(call.joins(Role.AGENT, "1002", "bob", ConnectionState.CONNECTED)));
    }

    @Test
    void aPickedUpCallPopsAtThePicker() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        follow(call);
        call.joins(Role.AGENT, "1002", "bob", ConnectionState.INITIATED)
                .answers("c3")
                .clears("c2", Cause.PICKED_UP);
        assertEquals(List.of("alice delivered closed pickedUp 2", "bob established open 1"), follow(call));
    }

    @Test
    void anOwnCallShowsWhenTheOtherSideRings() {
        CallPicture call = CallPicture.outbound("A", "1001", "alice", ConnectionState.INITIATED);
        assertEquals(List.of(), follow(call));
        call.joins(Role.CUSTOMER, "", "", ConnectionState.INITIATED);
        assertEquals(List.of(), follow(call), "a number that cannot be reached shows nobody");
        assertEquals(List.of("alice delivered open 1"), follow(call.becomes("c2", ConnectionState.ALERTING)));
        assertEquals(List.of("alice delivered closed busy 2"), follow(call.ends(Cause.BUSY)));
    }

    @Test
    void clickToDialWaitsForTheCustomerNotForTheOwnPhone() {
        CallPicture call = CallPicture.outbound("A", "1001", "alice", ConnectionState.ALERTING);
        assertEquals(List.of(), follow(call));
        assertEquals(List.of(), follow(call.becomes("c1", ConnectionState.CONNECTED)));
        call.joins(Role.CUSTOMER, "", "", ConnectionState.INITIATED).answers("c2");
        assertEquals(List.of("alice established open 1"), follow(call));
    }

    @Test
    void aColleaguesCallPopsAtTheOneWhoIsCalledOnly() {
        CallPicture call = CallPicture.internal("A", "1001", "alice").rings("1002", "bob");
        Pop pop = book.follow(call.now()).get(0);
        assertEquals("bob", pop.agent());
        assertEquals(CrmState.NONE, pop.crm());
        assertEquals(
                List.of("bob delivered closed ended 2"),
                follow(call.answers("c2").ends(Cause.NORMAL_CLEARING)));
    }

    @Test
    void aListeningSupervisorGetsNoPop() {
        CallPicture call = CallPicture.inbound("A")
                .joins(Role.AGENT, "1009", "sue", Participation.LISTEN, ConnectionState.CONNECTED);
        assertEquals(List.of(), follow(call));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ANSWER, noAnswer",
        "REJECTED, rejected",
        "BUSY, busy",
        "ANSWERED_ELSEWHERE, answeredElsewhere",
        "FORWARDED, forwarded",
        "CALLER_ABANDONED, callerAbandoned",
        "UNREACHABLE, unreachable",
        "UNKNOWN, noAnswer"
    })
    void aRingThatEndsSaysWhy(Cause cause, String reason) {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        follow(call);
        assertEquals(List.of("alice delivered closed " + reason + " 2"), follow(call.clears("c2", cause)));
    }

    @ParameterizedTest
    @CsvSource({"ABANDONED", "NORMAL_CLEARING"})
    void abandonedCallLeavesNoPop(Cause cause) {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        follow(call);
        assertEquals(List.of("alice delivered closed callerAbandoned 2"), follow(call.ends(cause)));
        assertTrue(book.open(Tenant.MAIN, "alice").isEmpty());
    }

    @Test
    void aClosedPopStaysClosedWhenTheRecordComesLate() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        follow(call);
        follow(call.clears("c2", Cause.NO_ANSWER));
        assertEquals(List.of(), book.complete(Tenant.MAIN, "A", ANN));
        follow(call.ends(Cause.ABANDONED));
        assertEquals(List.of(), book.complete(Tenant.MAIN, "A", ANN));
    }

    @Test
    void theSameAnswerTwiceIsOneRevision() {
        follow(CallPicture.inbound("A").rings("1001", "alice"));
        assertEquals(1, book.complete(Tenant.MAIN, "A", ANN).size());
        assertEquals(List.of(), book.complete(Tenant.MAIN, "A", ANN));
    }

    @Test
    void anAgentsOpenPopsComeOldestFirst() {
        follow(CallPicture.inbound("B").rings("1001", "alice"));
        follow(CallPicture.inbound("A").rings("1001", "alice"));
        follow(CallPicture.inbound("C").rings("1002", "bob"));
        book.complete(Tenant.MAIN, "B", ANN);
        assertEquals(
                List.of("B", "A"),
                book.open(Tenant.MAIN, "alice").stream().map(Pop::call).toList());
    }

    @Test
    void endedCallsAreForgotten() {
        for (int i = 0; i < 3 * PopBook.ENDED_CALLS_REMEMBERED; i++) {
            CallPicture call = CallPicture.inbound("call" + i).rings("1001", "alice");
            book.follow(call.now());
            book.follow(call.ends(Cause.ABANDONED).now());
        }
        assertEquals(0, book.held());
    }
}
