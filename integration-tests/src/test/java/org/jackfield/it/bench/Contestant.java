package org.jackfield.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One side of the parse benchmark, in a process of its own. Reads {@code run STREAM} or {@code digest STREAM} from
 * standard input and prints a line for each: {@code ran NANOS CPU_NANOS} and what each of its threads used, or what it
 * saw.
 */
abstract class Contestant {
    /** Legs seen to begin and to end. */
    record Digest(Set<String> begun, Set<String> ended, long events) {}

    /** A session that is logged in and listens. */
    interface Session extends AutoCloseable {
        /** Returns when the stream's last call is over. */
        void awaitEnd() throws Exception;

        Digest digest();

        @Override
        void close() throws Exception;
    }

    /** @param digest whether to remember what is seen, which costs time */
    abstract Session open(int port, boolean digest) throws Exception;

    final void serve(int port) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            boolean digest = words[0].equals("digest");
            try (Session session = open(port, digest);
                    Socket starter = new Socket(InetAddress.getLoopbackAddress(), port)) {
                System.gc();
                Map<String, Long> before = cpu();
                long start = System.nanoTime();
                start(starter, words[1]);
                session.awaitEnd();
                long nanos = System.nanoTime() - start;
                System.out.println(digest ? told(session.digest()) : "ran " + nanos + used(before, cpu()));
            }
        }
        System.exit(0);
    }

    private static void start(Socket socket, String stream) throws IOException {
        socket.getOutputStream()
                .write(("Action: UserEvent\r\nUserEvent: ReplayStart\r\nStream: " + stream + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String told(Digest digest) {
        return "saw " + digest.events() + " " + digest.begun().size() + " "
                + digest.ended().size() + " " + String.join(",", digest.begun());
    }

    private static Map<String, Long> cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> used = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null) {
                used.merge(
                        info.getThreadName().replaceAll("[-_]?[0-9]+", "").replace(' ', '_'),
                        threads.getThreadCpuTime(id),
                        Long::sum);
            }
        }
        used.put(
                "all",
                ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime());
        return used;
    }

    /** Threads that worked for more than a millisecond, and the whole process. */
    private static String used(Map<String, Long> before, Map<String, Long> after) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(after).forEach((name, nanos) -> {
            long used = nanos - before.getOrDefault(name, 0L);
            if (used > 1_000_000) {
                text.append(' ').append(name).append('=').append(used);
            }
        });
        return text.toString();
    }
}
