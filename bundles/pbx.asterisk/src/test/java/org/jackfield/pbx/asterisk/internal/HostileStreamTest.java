package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jackfield.api.pbx.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams no honest PBX sends. The surefire run has 256 MB of heap. {@code -Djackfield.fuzz=1000000} sets how many
 * mutants there are.
 */
class HostileStreamTest {
    private static final int MUTANTS = Integer.getInteger("jackfield.fuzz", 100_000);
    private static final long SEED = 20_261_125;
    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private final Random random = new Random(SEED);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The messages of a recording, each with its end. */
    private static List<byte[]> messages(String recording) {
        byte[] stream = Recording.bytes(recording);
        List<byte[]> messages = new ArrayList<>();
        int from = BANNER.length();
        for (int i = from; i + 4 <= stream.length; i++) {
            if (Arrays.equals(stream, i, i + 4, END, 0, 4)) {
                messages.add(Arrays.copyOfRange(stream, from, i + 4));
                from = i + 4;
                i += 3;
            }
        }
        return messages;
    }

    private static final class Chain {
        final List<Signal> signals = new ArrayList<>();
        final AsteriskMapper mapper;
        final AmiParser parser;
        long rejects;
        long read;

        Chain(boolean keep) {
            mapper = new AsteriskMapper(House::isLine, keep ? signals::add : signal -> {});
            parser = new AmiParser(
                    AsteriskMapper.EVENTS,
                    m -> {
                        read++;
                        if (!m.isResponse()) {
                            mapper.map(m, m.time("Timestamp", Instant.EPOCH));
                        }
                    },
                    reject -> rejects++);
            feed(bytes(BANNER));
        }

        void feed(byte[] piece) {
            parser.feed(piece, piece.length);
        }
    }

    @Test
    void noMutantEscapesAsAnExceptionAndEachMessageIsReadSkippedOrRejected() {
        List<byte[]> seeds = messages("22-ivr-to-queue-local-member");
        seeds.addAll(messages("05b-attended-transfer-ami-atxfer"));
        Chain chain = new Chain(false);
        long whole = 0;
        byte[] before = seeds.get(0);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] seed = seeds.get(random.nextInt(seeds.size()));
            byte[] mutant = mutate(seed, before);
            before = seed;
            // whatever a mutant does to its own end, the next message is told from it
            chain.feed(mutant);
            chain.feed(END);
            whole++;
        }
        assertTrue(chain.rejects > MUTANTS / 20, "only " + chain.rejects + " of " + MUTANTS + " rejected");
        long seen = chain.read + chain.rejects + chain.parser.skipped().total();
        assertTrue(seen >= whole * 95 / 100, seen + " of " + whole + " accounted for");
    }

    private byte[] mutate(byte[] seed, byte[] before) {
        byte[] mutant = seed.clone();
        int at = random.nextInt(mutant.length - 4);
        switch (random.nextInt(10)) {
            case 0 -> mutant = Arrays.copyOf(mutant, at + 1); // cut
            case 1 -> mutant = join(mutant, mutant); // duplicated
            case 2 -> mutant = join(mutant, before); // reordered
            case 3 -> mutant[at] = 0;
            case 4 -> mutant[at] = (byte) 0xc3; // half of a UTF-8 character
            case 5 -> mutant = join(bytes("no colon here\r\n"), mutant);
            case 6 -> mutant[at] = (byte) random.nextInt(256);
            case 7 -> mutant = join(Arrays.copyOf(mutant, mutant.length - 2), bytes(": no name\r\n\r\n"));
            case 8 ->
                mutant = random.nextInt(1000) == 0
                        ? join(bytes("Event: Newstate\r\nX: " + "x".repeat(1 << 20)), mutant)
                        : mutant;
            default -> swap(mutant, at, random.nextInt(mutant.length - 4));
        }
        return mutant;
    }

    private static void swap(byte[] bytes, int a, int b) {
        byte kept = bytes[a];
        bytes[a] = bytes[b];
        bytes[b] = kept;
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void validCallsAmongMutantsGiveIdenticalCalls() {
        List<byte[]> valid = messages("04-blind-transfer-refer");
        List<byte[]> strangers = messages("02-queue-rna-then-answer").stream()
                .map(m -> bytes(new String(m, StandardCharsets.ISO_8859_1)
                        .replace("lab1-", "mut1-")
                        .replace("PJSIP/", "PJSIX/")
                        .replace("Local/", "Locax/")))
                .toList();
        Chain clean = new Chain(true);
        valid.forEach(clean::feed);
        for (int round = 0; round < 100; round++) {
            Chain mixed = new Chain(true);
            for (byte[] message : valid) {
                for (int n = random.nextInt(3); n > 0; n--) {
                    byte[] stranger = strangers.get(random.nextInt(strangers.size()));
                    mixed.feed(mutate(stranger, stranger));
                    mixed.feed(END);
                }
                mixed.feed(message);
            }
            assertEquals(
                    clean.signals,
                    mixed.signals.stream()
                            .filter(s -> s.call().startsWith("lab1-"))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", ": no name", "\0", "\u00ff\u00fe"})
    void eachHeaderWithoutAColonOrNameIsOneReject(String header) {
        Chain chain = new Chain(false);
        int sent = 1000;
        for (int i = 0; i < sent; i++) {
            chain.feed(bytes("Event: Newstate\r\n" + header + "\r\nUniqueid: 1\r\n\r\n"));
        }
        assertEquals(sent, chain.rejects);
        assertEquals(0, chain.read);
    }

    @Test
    void fiveMegabytesInOneSegmentByteByByteAndWithBareLineFeedsAreTheSame() {
        ByteArrayOutputStream big = new ByteArrayOutputStream();
        List<byte[]> recording = messages("02-queue-rna-then-answer");
        while (big.size() < 5 << 20) {
            recording.forEach(big::writeBytes);
        }
        Chain once = new Chain(true);
        once.feed(big.toByteArray());
        Chain bytewise = new Chain(true);
        for (byte b : big.toByteArray()) {
            bytewise.feed(new byte[] {b});
        }
        assertTrue(once.signals.size() > 100);
        assertEquals(once.signals, bytewise.signals);
        List<Signal> bare = new ArrayList<>();
        AsteriskMapper mapper = new AsteriskMapper(House::isLine, bare::add);
        byte[] lf = bytes((BANNER + big.toString(StandardCharsets.ISO_8859_1)).replace("\r\n", "\n"));
        new AmiParser(
                        Set.copyOf(AsteriskMapper.EVENTS),
                        m -> {
                            if (!m.isResponse()) {
                                mapper.map(m, m.time("Timestamp", Instant.EPOCH));
                            }
                        },
                        reject -> {})
                .feed(lf, lf.length);
        assertEquals(once.signals, bare);
    }
}
