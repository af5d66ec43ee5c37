package org.jackfield.it.bench;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;

/** The other side: asterisk-java's connection and a listener that counts. */
final class TheirsMain extends Contestant {
    public static void main(String[] args) throws Exception {
        new TheirsMain().serve(Integer.parseInt(args[0]));
    }

    @Override
    Session open(int port, boolean digest) throws Exception {
        return new Theirs(port, digest);
    }

    private static final class Theirs implements Session {
        private final CountDownLatch end = new CountDownLatch(1);
        private final Set<String> begun = new HashSet<>();
        private final Set<String> ended = new HashSet<>();
        private final boolean digest;
        private final DefaultManagerConnection connection;
        private long heard;

        Theirs(int port, boolean digest) throws Exception {
            this.digest = digest;
            connection = new DefaultManagerConnection("127.0.0.1", port, "bench", "bench");
            connection.addEventListener(this::on);
            connection.login();
        }

        private void on(ManagerEvent event) {
            heard++;
            if (event instanceof HangupEvent hangup) {
                if (digest) {
                    ended.add(hangup.getUniqueId());
                }
                if (LongStream.LAST_LEG.equals(hangup.getUniqueId())) {
                    end.countDown();
                }
            } else if (digest && event instanceof NewChannelEvent channel) {
                begun.add(channel.getUniqueId());
            }
        }

        @Override
        public void awaitEnd() throws Exception {
            if (!end.await(120, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The end was not seen; " + heard + " events heard");
            }
        }

        @Override
        public Digest digest() {
            return new Digest(begun, ended, heard);
        }

        @Override
        public void close() {
            connection.logoff();
        }
    }
}
