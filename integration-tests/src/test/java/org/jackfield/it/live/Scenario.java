package org.jackfield.it.live;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do at their phones, and meanwhile write down as the truth: {@link Stage#truth}. */
record Scenario(String name, String description, Consumer<Stage> script) {

    /**
     * The recorded scenarios, played live. Three recordings have no counterpart here: 23 is about states of phones and
     * has no call; 28 is about Asterisk's REST interface, which the product does not use; 19e is 19d as seen by an AMI
     * session that stopped the PBX itself, which the product's never does.
     */
    static List<Scenario> all() {
        return Stream.of(
                        LiveCalls.all(),
                        LiveQueues.all(),
                        LiveTransfers.all(),
                        LiveConsultations.all(),
                        LiveClickToDial.all(),
                        LiveParking.all(),
                        LivePickups.all(),
                        LiveRooms.all(),
                        LiveFailures.all(),
                        LiveCallerIds.all(),
                        LiveBursts.all(),
                        LiveFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    void play(Stage stage) {
        script.accept(stage);
    }

    @Override
    public String toString() {
        return name;
    }
}
