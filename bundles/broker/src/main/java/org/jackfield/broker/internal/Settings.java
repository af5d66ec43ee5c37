package org.jackfield.broker.internal;

/** What the broker is to do, checked. Port 0 takes any free one. */
record Settings(String host, int port, int maxConnections, int maxPacketBytes) {
    /** Reads the configuration. */
    static Settings of(BrokerConfig config) {
        return new Settings(config.host(), config.port(), config.maxConnections(), config.maxPacketBytes());
    }

    Settings {
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "etc/" + BrokerConfig.PID + ".cfg: host is empty, an address such as 127.0.0.1 is needed");
        }
        check("port", port, 0, 65_535);
        check("maxConnections", maxConnections, 1, 100_000);
        check("maxPacketBytes", maxPacketBytes, 2048, 1 << 20);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("etc/" + BrokerConfig.PID + ".cfg: " + key + " is " + value
                    + ", allowed is " + least + " to " + most);
        }
    }
}
