package org.jackfield.it.harness;

import java.nio.file.Files;
import java.util.Optional;

/** What a test needs from the machine, and what to do when it is not there. */
public enum RealPart {
    ASTERISK {
        @Override
        public Optional<String> missing() {
            if (!isRoot()) {
                return Optional.of("the real Asterisk needs root (it runs by chroot)");
            }
            return Commands.run(AsteriskLab.SCRIPT.toString(), "version").status() == 0
                    ? Optional.empty()
                    : Optional.of("the Asterisk lab is not built; run integration-tests/bin/install");
        }
    },
    MOSQUITTO {
        @Override
        public Optional<String> missing() {
            return Mosquitto.program().isPresent() ? Optional.empty() : Optional.of(absent("Mosquitto"));
        }
    },
    POSTGRESQL {
        @Override
        public Optional<String> missing() {
            return Postgres.programs().isPresent() ? Optional.empty() : Optional.of(absent("PostgreSQL"));
        }
    },
    CHROMIUM {
        @Override
        public Optional<String> missing() {
            return Files.isExecutable(Browser.CHROMIUM) ? Optional.empty() : Optional.of(absent("Chromium"));
        }
    },
    JSFORCE {
        @Override
        public Optional<String> missing() {
            return JsForce.missing();
        }
    },
    SLAPD {
        @Override
        public Optional<String> missing() {
            return Slapd.program().isPresent() ? Optional.empty() : Optional.of(absent("slapd"));
        }
    },
    RADICALE {
        @Override
        public Optional<String> missing() {
            return Radicale.program().isPresent() ? Optional.empty() : Optional.of(absent("Radicale"));
        }
    },
    TRYTON {
        @Override
        public Optional<String> missing() {
            return Tryton.program().isPresent() ? Optional.empty() : Optional.of(absent("Tryton"));
        }
    },
    REQUEST_TRACKER {
        @Override
        public Optional<String> missing() {
            return RequestTracker.program().isPresent() ? Optional.empty() : Optional.of(absent("Request Tracker"));
        }
    },
    DISTRIBUTION {
        @Override
        public Optional<String> missing() {
            return Distribution.archive().isPresent()
                    ? Optional.empty()
                    : Optional.of("karaf-dist is not built; run mvn -pl karaf-dist -am install");
        }
    };

    /** A sentence that says why it is missing; empty when it is there. */
    public abstract Optional<String> missing();

    static boolean isRoot() {
        return Commands.run("id", "-u").output().strip().equals("0");
    }

    private static String absent(String name) {
        return name + " is not installed; run integration-tests/bin/install as root";
    }
}
