package org.jackfield.staffing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.jackfield.api.staffing.Demand;
import org.jackfield.api.staffing.Goal;
import org.jackfield.api.staffing.Outlook;
import org.junit.jupiter.api.Test;

class ErlangStaffingTest {
    private static final Goal EIGHTY_TWENTY = new Goal(0.8, Duration.ofSeconds(20), 1);

    private final ErlangStaffing staffing = new ErlangStaffing();

    @Test
    void theTextbookCallCentreNeedsFourteenAgents() {
        Demand demand = new Demand(200, Duration.ofMinutes(3), Optional.empty());
        Outlook outlook = staffing.fewest(demand, EIGHTY_TWENTY);
        assertEquals(14, outlook.agents());
        assertTrue(outlook.serviceLevel() >= 0.8);
        assertTrue(staffing.outlook(demand, 13, EIGHTY_TWENTY.within()).serviceLevel() < 0.8);
    }

    @Test
    void impatienceLowersTheNeedUntilFewMayLeave() {
        Demand demand = new Demand(600, Duration.ofMinutes(4), Optional.of(Duration.ofMinutes(2)));
        int any = staffing.fewest(demand, EIGHTY_TWENTY).agents();
        int patient = staffing.fewest(new Demand(600, Duration.ofMinutes(4), Optional.empty()), EIGHTY_TWENTY)
                .agents();
        Outlook strict = staffing.fewest(demand, new Goal(0.8, Duration.ofSeconds(20), 0.01));
        assertTrue(any < patient, any + " " + patient);
        assertTrue(strict.agents() > any && strict.abandoned() <= 0.01, strict::toString);
    }

    @Test
    void aQueueThatGrowsWithoutEndIsSaidToWaitAYear() {
        Outlook hopeless =
                staffing.outlook(new Demand(200, Duration.ofMinutes(3), Optional.empty()), 5, Duration.ofSeconds(20));
        assertEquals(0, hopeless.serviceLevel());
        assertEquals(Duration.ofDays(365), hopeless.averageWait());
    }

    @Test
    void nobodyCallsAndOneAgentIsEnough() {
        Outlook idle = staffing.fewest(
                new Demand(0, Duration.ofMinutes(3), Optional.of(Duration.ofMinutes(1))), EIGHTY_TWENTY);
        assertEquals(new Outlook(1, 0, 1, 0, Duration.ZERO), idle);
    }

    @Test
    void shrinkageMakesTheRosterAndTheCostOfACall() {
        assertEquals(20, staffing.rostered(14, 0.3));
        assertEquals(14, staffing.rostered(14, 0));
        assertEquals(3.00, staffing.costPerCall(30, Duration.ofSeconds(180), 0.714286, 0.3), 1e-5);
    }

    @Test
    void whatCannotBeIsRefusedInASentence() {
        assertThrows(IllegalArgumentException.class, () -> staffing.rostered(14, 1));
        assertThrows(IllegalArgumentException.class, () -> new Demand(-1, Duration.ofMinutes(3), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Goal(80, Duration.ofSeconds(20), 1));
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> staffing.fewest(
                                new Demand(1_000_000, Duration.ofHours(5), Optional.empty()), EIGHTY_TWENTY))
                .getMessage();
        assertTrue(said.contains("10000 agents"), said);
    }
}
