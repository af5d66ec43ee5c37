package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sound in a recording: 16 bits, one channel, 8 kHz, behind a heading of 44 bytes, as Asterisk writes it. */
public final class WavFile {

    private static final int HEADING = 44;
    private static final int FRAME_MS = 200;
    private static final int FRAME_SAMPLES = 8 * FRAME_MS;
    private static final int LOUD = 500;

    private WavFile() {}

    /** How long sound and silence last in turn; the first is sound. Leading and trailing silence do not count. */
    public static List<Duration> soundAndSilence(Path file) {
        ByteBuffer samples = samples(file);
        List<Duration> parts = new ArrayList<>();
        boolean before = false;
        while (samples.remaining() >= 2 * FRAME_SAMPLES) {
            boolean loud = loud(samples);
            if (loud == before && !parts.isEmpty()) {
                parts.add(parts.remove(parts.size() - 1).plusMillis(FRAME_MS));
            } else if (loud || before) {
                parts.add(Duration.ofMillis(FRAME_MS));
            }
            before = loud;
        }
        return before || parts.isEmpty() ? parts : parts.subList(0, parts.size() - 1);
    }

    private static boolean loud(ByteBuffer samples) {
        int peak = 0;
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            peak = Math.max(peak, Math.abs(samples.getShort()));
        }
        return peak > LOUD;
    }

    private static ByteBuffer samples(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            return ByteBuffer.wrap(all, HEADING, all.length - HEADING).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException("The recording cannot be read", e);
        }
    }
}
