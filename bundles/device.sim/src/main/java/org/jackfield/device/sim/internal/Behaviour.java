package org.jackfield.device.sim.internal;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** What simulated devices do all day. */
public enum Behaviour {
    /** Stay connected and say nothing. */
    IDLE {
        @Override
        void begin(Gadget gadget, Network network) {
            // The birth was all.
        }
    },
    /** Handsets are lifted and put down, headsets taken off and muted. */
    DESK {
        @Override
        void begin(Gadget gadget, Network network) {
            network.every(20_000, () -> {
                boolean headset = gadget.id().startsWith("hs");
                boolean on = ThreadLocalRandom.current().nextBoolean();
                gadget.fact(headset ? "worn" : "hookswitch", headset ? on ? "on" : "off" : on ? "offHook" : "onHook");
                if (ThreadLocalRandom.current().nextInt(4) == 0) {
                    gadget.fact("mute", on ? "on" : "off");
                }
            });
        }
    },
    /** Every two seconds the connection breaks and comes back. */
    FLAP {
        @Override
        void begin(Gadget gadget, Network network) {
            network.every(4_000, () -> {
                gadget.mqtt().ifPresent(Mqtt::kill);
                network.after(2_000, gadget::start);
            });
        }
    },
    /** Every message comes twice, and now and then one is missing. */
    DUPLICATES {
        @Override
        void begin(Gadget gadget, Network network) {
            network.every(3_000, () -> {
                gadget.fact(
                        "battery", String.valueOf(ThreadLocalRandom.current().nextInt(100)));
                gadget.say(
                        "s/battery",
                        "{\"boot\":" + gadget.boot() + ",\"seq\":" + gadget.seq() + ",\"value\":\"50\"}",
                        true);
                if (ThreadLocalRandom.current().nextInt(5) == 0) {
                    gadget.lose(1);
                }
            });
        }
    },
    /** A new session takes over, and then the old session's will arrives. */
    LATEWILL {
        @Override
        void begin(Gadget gadget, Network network) {
            network.every(10_000, () -> {
                long before = gadget.boot();
                gadget.mqtt().ifPresent(Mqtt::kill);
                gadget.start()
                        .thenRun(() -> gadget.say("$state", "{\"state\":\"lost\",\"boot\":" + before + "}", true));
            });
        }
    };

    abstract void begin(Gadget gadget, Network network);

    static Behaviour of(String word) {
        try {
            return valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no script: idle, desk, flap, duplicates, latewill and storm are");
        }
    }
}
