package org.jackfield.it.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.it.load.AmiServer;

/**
 * The PBX of the parse benchmark, in a process of its own: holds whole streams in memory and sends one, as fast as it
 * is taken, to all that listen when somebody sends {@code UserEvent: ReplayStart} with the stream's name.
 *
 * <p>Usage: {@code ReplayMain EVENTS_FULL EVENTS_LEAN}; prints its port and what it holds.
 */
final class ReplayMain extends AmiServer {
    private static final int CHUNK = 256 * 1024;

    private final Map<String, List<byte[]>> streams = new ConcurrentHashMap<>();

    private ReplayMain() {
        super(0);
    }

    public static void main(String[] args) throws Exception {
        ReplayMain server = new ReplayMain();
        for (int i = 0; i < args.length; i++) {
            LongStream.Kind kind = LongStream.Kind.values()[i];
            LongStream stream = new LongStream(kind, Long.parseLong(args[i]));
            String name = kind.name().toLowerCase(Locale.ROOT);
            server.streams.put(name, stream.pieces());
            System.out.println("holds " + name + " " + stream.events() + " " + stream.bytes());
        }
        System.out.println("port " + server.port());
        while (System.in.read() >= 0) {
            // until whoever started it leaves
        }
        System.exit(0);
    }

    @Override
    protected void asked(String action, Map<String, String> headers) {
        if (action.equals("UserEvent") && "ReplayStart".equals(headers.get("userevent"))) {
            List<byte[]> stream = streams.get(headers.get("stream"));
            Thread sender = new Thread(() -> send(stream), "replay");
            sender.setDaemon(true);
            sender.start();
        }
    }

    /** In big pieces, but whole events, since answers go in between. */
    private void send(List<byte[]> stream) {
        for (byte[] piece : stream) {
            for (int from = 0; from < piece.length; ) {
                int to = Math.min(piece.length, from + CHUNK);
                while (to < piece.length && !endsEvent(piece, to)) {
                    to++;
                }
                tell(piece, from, to - from);
                from = to;
            }
        }
    }

    private static boolean endsEvent(byte[] b, int at) {
        return b[at - 1] == '\n' && b[at - 2] == '\r' && b[at - 3] == '\n' && b[at - 4] == '\r';
    }
}
