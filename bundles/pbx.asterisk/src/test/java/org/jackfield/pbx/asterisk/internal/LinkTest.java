package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Role;
import org.jackfield.api.event.Fact;
import org.jackfield.api.health.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link and its PBX, with the network between them in the test's hands. */
class LinkTest {
    private final ScriptedAmi pbx = new ScriptedAmi();
    private final House house = new House();
    private AsteriskLink link;

    @AfterEach
    void close() {
        link.close();
        house.close();
        pbx.close();
    }

    private void connect() {
        link = new AsteriskLink(
                "asterisk~main", new Config(pbx.port()), new LearningSink(house.sink(), () -> {}), House::isLine);
        up();
    }

    private void up() {
        House.until(5_000, () -> house.status().state() == Status.State.UP);
    }

    private Call only() {
        assertEquals(1, house.active().size());
        return house.active().get(0);
    }

    @Test
    void aHalfOpenLinkIsFoundWithinThreeSeconds() {
        pbx.talk("1", "1001", "B1");
        connect();
        long pulled = System.nanoTime();
        pbx.blackHole(true);
        House.until(3_000, () -> house.status().state() == Status.State.DOWN);
        assertTrue(house.status().reason().contains("no ping"), house.status().reason());
        assertTrue(System.nanoTime() - pulled < 3_000_000_000L);
        pbx.blackHole(false);
        up();
        house.settle();
        assertEquals(CallState.CONNECTED, only().state());
    }

    /** Else no service would be offered for as long as the link lives. */
    @Test
    void theDriverMayAskThePbxAsSoonAsTheLinkIsUp() {
        CompletableFuture<AsteriskLink> made = new CompletableFuture<>();
        CompletableFuture<AmiMessage> answer = new CompletableFuture<>();
        Runnable learn = () -> made.join()
                .command(new AmiAction("ListCommands"))
                .whenComplete((commands, failure) -> answer.complete(commands));
        link = new AsteriskLink(
                "asterisk~main", new Config(pbx.port()), new LearningSink(house.sink(), learn), House::isLine);
        made.complete(link);
        House.until(5_000, answer::isDone);
        assertEquals("Success", answer.join().get("Response"));
    }

    @Test
    void aCallThatAppearsWhileTheListsAreReadIsToldOnce() {
        pbx.whileListing(() -> {
            pbx.talk("1", "1001", "B1");
            pbx.tellTalk("1", "1001", "B1");
        });
        connect();
        House.until(2_000, () -> !house.active().isEmpty());
        house.settle();
        assertEquals(2, only().connections().size());
        assertEquals(CallState.CONNECTED, only().state());
    }

    @Test
    void aCallIsItsCallersInWhicheverOrderThePbxListsIt() {
        pbx.talkBackwards("1", "1001", "B1");
        connect();
        house.settle();
        assertEquals(Optional.of("+12025550101"), only().caller().number());
    }

    @Test
    void holdParkAndQueueComeBackFromTheLists() {
        pbx.talk("1", "1001", "B1");
        pbx.talk("2", "1002", "B2");
        pbx.device("PJSIP/1001", "ONHOLD");
        pbx.device("PJSIP/1002", "INUSE");
        pbx.queued("3", "support");
        pbx.parked("4");
        pbx.parked("5");
        connect();
        house.settle();
        assertEquals(
                List.of(CallState.CONNECTED, CallState.HOLD, CallState.PARKED, CallState.PARKED, CallState.QUEUED),
                house.active().stream()
                        .map(Call::state)
                        .sorted(Comparator.comparing(Enum::name))
                        .toList());
    }

    @Test
    void aRestartedPbxEndsItsCallsAndReusedIdsAreOtherCalls() {
        pbx.talk("1", "1001", "B1");
        connect();
        house.settle();
        String before = only().id();
        pbx.restart("2026-01-02");
        pbx.talk("1", "1001", "B1");
        pbx.cut();
        House.until(5_000, () -> house.told().stream()
                .anyMatch(t -> t.call().cause().equals(Optional.of(Cause.PBX_RESTART))));
        House.until(5_000, () -> house.active().size() == 1 && !only().id().equals(before));
    }

    /**
     * Asterisk closes both sessions when it stops; what it sent on the one is not lost because the other went first.
     */
    @Test
    void whatThePbxSaidBeforeItWentIsHeardThoughItsOtherSessionEndedFirst() {
        pbx.talk("1", "1001", "B1");
        connect();
        house.settle();
        pbx.cutWhoAsks();
        pbx.tellEnd("1", "1001");
        pbx.restart("2026-01-02");
        pbx.cut();
        House.until(5_000, () -> house.told().stream().anyMatch(t -> t.call().ended()));
        Call ended = house.told().stream()
                .map(Fact.CallFact::call)
                .filter(Call::ended)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of(Cause.NORMAL_CLEARING), ended.cause());
        assertEquals(Optional.of(Role.CUSTOMER), ended.endedBy());
    }

    @Test
    void aLinkWhoseActionsAloneAreCutBeginsAnew() {
        pbx.talk("1", "1001", "B1");
        connect();
        pbx.cutWhoAsks();
        House.until(3_000, () -> house.status().counters().get("epoch") == 2);
        up();
    }

    @Test
    void twoThousandCallsAreResynchronisedAfterACut() {
        for (int i = 0; i < 2_000; i++) {
            pbx.talk(String.valueOf(i), String.valueOf(1000 + i), "B" + i);
        }
        connect();
        House.until(10_000, () -> house.active().size() == 2_000);
        house.settle();
        int told = house.facts.size();
        pbx.cut();
        House.until(
                5_000,
                () -> house.facts.stream()
                                .filter(f -> f.type().equals("backInService"))
                                .count()
                        == 2);
        assertEquals(2_000, house.active().size());
        assertEquals(told + 2, house.facts.size(), "nothing happened but the loss and the return");
    }

    @Test
    void aPbxThatDoesNotTellWithheldNumbersIsSaidToTheOperator() {
        connect();
        pbx.tellTalk("1", "1001", "B1");
        House.until(2_000, () -> house.status().reason().contains("channelvars"));
    }

    record Config(int port, int reconcileEveryMs) implements AsteriskConfig {
        Config(int port) {
            this(port, 300);
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public String username() {
            return "jackfield";
        }

        @Override
        public String secret() {
            return "x";
        }

        @Override
        public boolean tls() {
            return false;
        }

        @Override
        public String tenant() {
            return "main";
        }

        @Override
        public String lineTechnology() {
            return "PJSIP";
        }

        @Override
        public String queueMember() {
            return "";
        }

        @Override
        public String dialContext() {
            return "internal";
        }

        @Override
        public String conferenceContext() {
            return "rooms";
        }

        @Override
        public int agentRingMs() {
            return 30_000;
        }

        @Override
        public String notifyLines() {
            return "";
        }

        @Override
        public String recordingFormat() {
            return "wav";
        }

        @Override
        public int reconnectMinMs() {
            return 50;
        }

        @Override
        public int reconnectMaxMs() {
            return 200;
        }

        @Override
        public int pingTimeoutMs() {
            return 2_000;
        }

        @Override
        public String cdrFile() {
            return "";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return AsteriskConfig.class;
        }
    }
}
