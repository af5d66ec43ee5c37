package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jackfield.testkit.pbx.Outline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else happens at a PBX: queues that give up, calls that are placed through a Local channel. */
class FurtherScenariosTest {
    private static void tells(String recording, String outline) {
        assertEquals(Outline.of(outline), Outline.of(Recording.signals("more/" + recording)));
    }

    /** app_queue calls it abandoned, too. */
    @Test
    void whoseTimeIsUpInTheQueueHasNotHungUp() {
        tells("30-queue-timeout-overflow", """
                call +12025550101 > +442079460150
                  trunk: connected queued connected
                  1001: initiated alerting
                  1003: initiated alerting connected
                  queue support: timeout
                ended normalClearing
                """);
    }

    @Test
    void voicemailTakesWhoWaitedInVain() {
        tells("31-queue-timeout-voicemail", """
                call +12025550101 > +442079460151
                  trunk: connected queued connected
                  1001: initiated alerting
                  voicemail: connected
                  queue support: timeout
                ended normalClearing
                """);
    }

    @Test
    void oneQueueAfterTheOtherAreTwoVisits() {
        tells("40-queue-then-queue", """
                call +12025550101 > +442079460153
                  trunk: connected queued connected queued connected
                  1001: initiated alerting
                  1003: initiated alerting connected
                  queue support: timeout
                  queue sales: answered
                ended normalClearing
                """);
    }

    @Test
    void whoIsSentElsewhereWhileAPhoneRingsForHimHasNotHungUp() {
        tells("32-queue-redirect", """
                call +12025550101 > +442079460100
                  trunk: connected queued connected
                  1001: initiated alerting
                  1003: initiated alerting connected
                  queue support: transferred
                ended normalClearing
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"34-originate-via-local", "34b-originate-via-local-n"})
    void callPlacedThroughALocalChannelIsThatOfThePhoneBehindIt(String recording) {
        tells(recording, """
                call 1001 > +12025550101
                  1001: initiated alerting connected
                  trunk: initiated alerting connected
                ended normalClearing
                """);
    }
}
