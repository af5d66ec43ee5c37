package org.jackfield.broker.internal;

/** What the broker is to do, checked. Port 0 takes any free one. */
record Settings(String host, int port, int maxConnections, int maxPacketBytes) {
    Settings {
        if (host.isBlank()) {
            throw new IllegalArgumentException(BrokerConfig.PID + ": host is empty, an address such as 127.0.0.1 is needed");
        }
        check("port", port, 0, 65_535);
        check("maxConnections", maxConnections, 1, 100_000);
        check("maxPacketBytes", maxPacketBytes, 2048, 1 << 20);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    BrokerConfig.PID + ": " + key + " is " + value + ", allowed is " + least + " to " + most);
        }
    }
}
