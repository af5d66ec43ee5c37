package org.jackfield.it.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sound of one call: 20 ms of G.711 µ-law silence or tone at a time (RFC 3551), with key presses as telephone
 * events (RFC 4733) in between. Whoever owns it calls {@link #tick} every 20 ms.
 */
final class RtpSender implements AutoCloseable {

    private static final int SAMPLES = 160;
    private static final int EVENT_PAYLOAD = 101;
    private static final String KEYS = "0123456789*#ABCD";
    private static final Pattern AUDIO_PORT = Pattern.compile("(?m)^m=audio (\\d+)");
    private static final byte[] SILENCE = filled((byte) 0xFE, (byte) 0x7E);
    /** 1 kHz: eight samples a period at 8 kHz, in µ-law. */
    private static final byte[] TONE = filled(
            (byte) 0x1E, (byte) 0x0B, (byte) 0x1E, (byte) 0xFF, (byte) 0x9E, (byte) 0x8B, (byte) 0x9E, (byte) 0x7F);

    private record KeyPacket(int key, int duration, boolean first, boolean end) {}

    private final DatagramChannel channel;
    private final Queue<KeyPacket> keys = new ConcurrentLinkedQueue<>();
    private final AtomicInteger received = new AtomicInteger();
    private final ByteBuffer inbox = ByteBuffer.allocate(2048);
    private final int source = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(30_000);
    private int timestamp = ThreadLocalRandom.current().nextInt(1 << 30);
    private int keyTimestamp;
    private final StringBuffer heardKeys = new StringBuffer();
    private int heardKeyTimestamp;
    private volatile long loudAt;
    private int sdpVersion;
    private volatile int remotePort;
    private volatile boolean tone;

    RtpSender() {
        try {
            channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new IllegalStateException("No UDP port is free for RTP", e);
        }
    }

    /** Our side of the session; direction is sendrecv or sendonly. */
    synchronized String sdp(String direction) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- " + (source & 0xFFFFFFFFL) + " " + ++sdpVersion + " IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio " + channel.socket().getLocalPort() + " RTP/AVP 0 " + EVENT_PAYLOAD,
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:" + EVENT_PAYLOAD + " telephone-event/8000",
                "a=fmtp:" + EVENT_PAYLOAD + " 0-16",
                "a=ptime:20",
                "a=" + direction,
                "");
    }

    void remote(String sdp) {
        Matcher m = AUDIO_PORT.matcher(sdp);
        if (m.find()) {
            remotePort = Integer.parseInt(m.group(1));
        }
    }

    /** Sends a 1 kHz tone instead of silence. */
    void tone(boolean on) {
        tone = on;
    }

    /** Queues a key press of 120 ms and the pause after it. */
    void press(char key) {
        int code = KEYS.indexOf(key);
        if (code < 0) {
            throw new IllegalArgumentException("Not a key of a phone: " + key);
        }
        for (int i = 1; i <= 5; i++) {
            keys.add(new KeyPacket(code, i * SAMPLES, i == 1, false));
        }
        for (int i = 0; i < 3; i++) {
            keys.add(new KeyPacket(code, 6 * SAMPLES, false, true));
        }
    }

    boolean pressing() {
        return !keys.isEmpty();
    }

    /** Packets heard so far. */
    int received() {
        return received.get();
    }

    /** Keys heard so far, as telephone events. */
    String heardKeys() {
        return heardKeys.toString();
    }

    /** Whether a loud sound, as the tone is, came within the last quarter of a second. */
    boolean hearsTone() {
        return loudAt != 0 && System.nanoTime() - loudAt < 250_000_000;
    }

    private void hear(ByteBuffer packet) {
        if (packet.limit() > 12 && (packet.get(1) & 0x7F) == 0) {
            for (int i = 12; i < packet.limit(); i++) {
                if ((packet.get(i) & 0x7F) < 0x30) { // µ-law counts down from silence
                    loudAt = System.nanoTime();
                    return;
                }
            }
        }
        hearKey(packet);
    }

    private void hearKey(ByteBuffer packet) {
        boolean event = packet.limit() >= 16 && (packet.get(1) & 0x7F) == EVENT_PAYLOAD;
        if (event && packet.getInt(4) != heardKeyTimestamp && packet.get(12) < KEYS.length()) {
            heardKeyTimestamp = packet.getInt(4); // all packets of one press carry the same
            heardKeys.append(KEYS.charAt(packet.get(12)));
        }
    }

    void tick() throws IOException {
        inbox.clear();
        while (channel.isOpen() && channel.receive(inbox) != null) {
            received.incrementAndGet();
            hear(inbox.flip());
            inbox.clear();
        }
        if (remotePort == 0) {
            return;
        }
        KeyPacket key = keys.poll();
        ByteBuffer packet = ByteBuffer.allocate(12 + SAMPLES);
        if (key == null) {
            header(packet, 0, timestamp).put(tone ? TONE : SILENCE);
        } else {
            if (key.first()) {
                keyTimestamp = timestamp;
            }
            header(packet, key.first() ? 0x80 | EVENT_PAYLOAD : EVENT_PAYLOAD, keyTimestamp)
                    .put((byte) key.key())
                    .put((byte) (key.end() ? 0x8A : 0x0A))
                    .putShort((short) key.duration());
        }
        timestamp += SAMPLES;
        channel.send(packet.flip(), new InetSocketAddress(InetAddress.getLoopbackAddress(), remotePort));
    }

    private ByteBuffer header(ByteBuffer packet, int payload, int at) {
        sequence = (sequence + 1) & 0xFFFF;
        return packet.put((byte) 0x80)
                .put((byte) payload)
                .putShort((short) sequence)
                .putInt(at)
                .putInt(source);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("RTP port could not be closed", e);
        }
    }

    private static byte[] filled(byte... pattern) {
        byte[] all = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            all[i] = pattern[i % pattern.length];
        }
        return all;
    }
}
