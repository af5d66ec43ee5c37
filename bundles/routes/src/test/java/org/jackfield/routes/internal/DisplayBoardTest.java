package org.jackfield.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Party;
import org.jackfield.api.device.DeviceDriver.Display;
import org.junit.jupiter.api.Test;

class DisplayBoardTest {
    private static final LineRef LINE = new LineRef("asterisk~main", "1001");

    private final DisplayBoard board = new DisplayBoard();

    private static Call ringing(Party other) {
        return TestCalls.call("A", Direction.INBOUND, other, Optional.empty(), ConnectionState.ALERTING);
    }

    private void shows(Call call, String first, String second, boolean ringing) {
        assertEquals(
                List.of(new DisplayBoard.Change(LINE, new Display("A", first, second, ringing))), board.follow(call));
    }

    @Test
    void aNameStandsAboveItsNumber() {
        shows(ringing(Party.of("+12025550101", "Ann")), "Ann", "+12025550101", true);
    }

    @Test
    void aBareNumberStandsAboveTheQueue() {
        shows(ringing(Party.of("+12025550101", "")), "+12025550101", "support", true);
    }

    @Test
    void whoWithholdsTheNumberStaysUnknown() {
        shows(ringing(Party.withheld()), "Number withheld", "support", true);
    }

    @Test
    void whoHasNoNumberIsUnknown() {
        shows(ringing(Party.UNKNOWN), "Number unknown", "support", true);
    }

    @Test
    void anAnsweredCallRingsNoMoreAndAnEndedOneIsGone() {
        shows(TestCalls.inbound("A", ConnectionState.ALERTING), "Ann from the PBX", "+12025550101", true);
        shows(TestCalls.inbound("A", ConnectionState.CONNECTED), "Ann from the PBX", "+12025550101", false);
        assertEquals(List.of(), board.follow(TestCalls.inbound("A", ConnectionState.HOLD)), "told once is enough");
        shows(TestCalls.inbound("A", ConnectionState.NULL), "", "", false);
        assertEquals(List.of(), board.follow(TestCalls.inbound("A", ConnectionState.NULL)));
    }

    @Test
    void colleaguesSeeEachOther() {
        Call call = TestCalls.call(
                "A", Direction.INTERNAL, Party.of("1002", "Bob"), Optional.empty(), ConnectionState.CONNECTED);
        assertEquals(
                java.util.Set.of(
                        new DisplayBoard.Change(
                                new LineRef("asterisk~main", "1002"), new Display("A", "1001", "support", false)),
                        new DisplayBoard.Change(LINE, new Display("A", "Bob", "1002", false))),
                java.util.Set.copyOf(board.follow(call)));
    }
}
