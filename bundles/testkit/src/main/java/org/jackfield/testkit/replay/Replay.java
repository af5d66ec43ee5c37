package org.jackfield.testkit.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A recorded stream, served as an AMI server. Any secret is right.
 *
 * <p>The stream starts by itself, once, when a client that wants events has logged in, has taken its snapshot
 * ({@code CoreShowChannels} or {@code Status}, on whichever session) and has then asked nothing but pings for 300 ms;
 * without a snapshot after 2 s. It starts at once, and again after its end, by {@link #begin} or by a client's
 * {@code Action: UserEvent} with {@code UserEvent: ReplayStart}; the end is then told by an event {@code UserEvent:
 * ReplayEnd} with {@code Bytes} and {@code Events}. It is sent to all sessions that are logged in with events on at
 * that time.
 *
 * <pre>{@code
 * try (Replay replay = Replay.of(file).speed(Speed.MAX).start()) {
 *     // connect a driver to 127.0.0.1 and replay.port()
 *     assertTrue(replay.awaitEnd(Duration.ofSeconds(10)));
 * }
 * }</pre>
 */
public final class Replay implements AutoCloseable {
    private static final long UNTIL_CUT_MS = 1_000;

    private final List<Recording> parts;
    private final Setup setup;
    private final Cue cue;
    private final ReplayServer server;
    private final Thread player;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong sentMessages = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();

    private Replay(Setup setup, List<Recording> parts) throws IOException {
        this.setup = setup;
        this.parts = parts;
        this.cue = new Cue(setup.byItself);
        this.server = new ReplayServer(setup.host, setup.port, parts.get(0), cue);
        this.player = new Thread(this::run, "jackfield-testkit-replay-play");
        player.setDaemon(true);
        player.start();
    }

    /**
     * A recording, and what was recorded after each reconnection of the recorder. A second after a part all connections
     * are cut, and the next part is what the next log-in sees, its snapshot included.
     *
     * @param file {@code .ami} or {@code .ami.gz}; with an {@code .ami.idx} beside it the times of receipt count, else
     *     the events' own
     */
    public static Setup of(Path file, Path... next) {
        List<Path> files = new ArrayList<>(List.of(file));
        files.addAll(List.of(next));
        return new Setup(files);
    }

    public int port() {
        return server.port();
    }

    /** Starts the stream, or the part of it that is next. */
    public void begin() {
        cue.ask();
    }

    /** Waits until all was sent once, with its repetitions and parts; false if the deadline passed before. */
    public boolean awaitEnd(Duration deadline) throws InterruptedException {
        return ended.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Messages of the stream that were sent so far. */
    public long sentMessages() {
        return sentMessages.get();
    }

    public long sentBytes() {
        return sentBytes.get();
    }

    private void run() {
        try {
            for (int part = 0; part < parts.size(); part++) {
                play(parts.get(part));
                if (part + 1 < parts.size()) {
                    // a client that loses one session gives up what it has not read on the other
                    TimeUnit.MILLISECONDS.sleep(UNTIL_CUT_MS);
                    server.show(parts.get(part + 1));
                    server.cut();
                }
            }
            ended.countDown();
            if (setup.cutAtEnd) {
                server.cut();
            }
            cue.onlyWhenAsked();
            while (true) {
                parts.get(parts.size() - 1).stream().goOn();
                play(parts.get(parts.size() - 1));
            }
        } catch (InterruptedException e) {
            // closing
        }
    }

    private void play(Recording part) throws InterruptedException {
        boolean asked = cue.await();
        long messages = sentMessages.get();
        long bytes = sentBytes.get();
        for (int round = 0; round < setup.repeat; round++) {
            if (round > 0) {
                part.stream().goOn();
            }
            play(part.stream());
        }
        if (asked) {
            server.send("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: ReplayEnd\r\nBytes: "
                    + (sentBytes.get() - bytes) + "\r\nEvents: " + (sentMessages.get() - messages) + "\r\n\r\n");
        }
    }

    private void play(EventStream stream) throws InterruptedException {
        long start = System.nanoTime();
        server.clock(PbxClock.running(stream.time(0), start, setup.speed));
        for (int next = 0; next < stream.messages(); ) {
            long due = start + setup.speed.nanos(stream.offset(next)) - System.nanoTime();
            if (due > 0) {
                TimeUnit.NANOSECONDS.sleep(due);
            } else if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int after = dueTogether(stream, next, System.nanoTime() - start);
            int from = stream.end(next);
            if (Double.isInfinite(setup.speed.times())) {
                server.clock(PbxClock.standing(stream.time(next)));
            }
            server.send(stream.bytes(), from, stream.end(after) - from);
            sentMessages.addAndGet(after - next);
            sentBytes.addAndGet(stream.end(after) - from);
            next = after;
        }
    }

    /** The first message after those that are due by now and go into one write. */
    private int dueTogether(EventStream stream, int first, long elapsed) {
        int after = first + 1;
        while (after < stream.messages()
                && stream.end(after) - stream.end(first) < Setup.LONGEST_WRITE
                && setup.speed.nanos(stream.offset(after)) <= elapsed) {
            after++;
        }
        return after;
    }

    /** Cuts all connections and frees the port; all threads are gone when it returns. */
    @Override
    public void close() {
        player.interrupt();
        server.close();
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How to play; not for several threads. */
    public static final class Setup {
        private static final int LONGEST_WRITE = 64 * 1024;
        private static final Duration SAME_START = Duration.ofSeconds(3);

        private final List<Path> files;
        private String host = "127.0.0.1";
        private int port;
        private Speed speed = Speed.REAL;
        private int repeat = 1;
        private boolean byItself = true;
        private boolean cutAtEnd;

        private Setup(List<Path> files) {
            this.files = files;
        }

        /** The address to listen on, {@code 127.0.0.1} unless told. */
        public Setup host(String address) {
            host = address;
            return this;
        }

        /** 0, which is the default, is any free port. */
        public Setup port(int number) {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("Port is " + number + "; it must be 0 to 65535");
            }
            port = number;
            return this;
        }

        public Setup speed(Speed howFast) {
            speed = howFast;
            return this;
        }

        /**
         * Plays each part so many times; times and ids made of times go on, so that every round has calls of its own.
         */
        public Setup repeat(int times) {
            if (times < 1) {
                throw new IllegalArgumentException("Repeat is " + times + "; it must be 1 or more");
            }
            repeat = times;
            return this;
        }

        /** Does not start by itself. */
        public Setup onlyWhenAsked() {
            byItself = false;
            return this;
        }

        /** Cuts the connections at the end, as a PBX that goes away; otherwise they stay. */
        public Setup cutAtEnd() {
            cutAtEnd = true;
            return this;
        }

        /**
         * Reads the recordings and listens.
         *
         * @throws IOException when a file cannot be read or the port is taken; the message names it
         */
        public Replay start() throws IOException {
            List<Recording> parts = new ArrayList<>();
            for (Path file : files) {
                parts.add(Recording.read(file));
            }
            for (int i = parts.size() - 2; i >= 0; i--) {
                // a start worked out from an uptime in seconds is inexact, and must not look like a restart
                Instant next = parts.get(i + 1).pbxStart();
                if (Duration.between(parts.get(i).pbxStart(), next).abs().compareTo(SAME_START) <= 0) {
                    parts.set(i, parts.get(i).startedAt(next));
                }
            }
            return new Replay(this, parts);
        }
    }
}
