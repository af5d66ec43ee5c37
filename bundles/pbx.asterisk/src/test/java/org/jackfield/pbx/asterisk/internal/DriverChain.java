package org.jackfield.pbx.asterisk.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** The driver's chain without its sockets. */
final class DriverChain {
    private final House house;
    private final AsteriskMapper mapper;
    int rejects;

    DriverChain(House house) {
        this.house = house;
        this.mapper = new AsteriskMapper(House::isLine, house.sink()::signal);
    }

    void snapshot(Lists lists) {
        mapper.settle();
        AsteriskSnapshot shown =
                new AsteriskSnapshot(House::isLine, lists, mapper.channels(), Instant.ofEpochSecond(1_795_329_900));
        var snapshot = shown.snapshot();
        mapper.restart(shown.channels());
        house.sink().snapshot(snapshot);
        shown.signals().forEach(house.sink()::signal);
    }

    /** Each connection has a parser of its own, and begins with a banner. */
    void feed(byte[] stream, int from, int to) {
        AmiParser parser = new AmiParser(
                AsteriskMapper.EVENTS,
                m -> {
                    if (!m.isResponse()) {
                        mapper.map(m, m.time("Timestamp", Instant.EPOCH));
                    }
                },
                reject -> rejects++);
        if (from > 0) {
            byte[] banner = "Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.US_ASCII);
            parser.feed(banner, banner.length);
        }
        byte[] piece = Arrays.copyOfRange(stream, from, to);
        parser.feed(piece, piece.length);
    }
}
