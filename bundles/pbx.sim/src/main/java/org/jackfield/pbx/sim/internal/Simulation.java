package org.jackfield.pbx.sim.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jackfield.pbx.sim.internal.ami.Account;
import org.jackfield.pbx.sim.internal.ami.Actions;
import org.jackfield.pbx.sim.internal.ami.AmiServer;
import org.jackfield.pbx.sim.internal.desk.Desk;
import org.jackfield.pbx.sim.internal.desk.DeskSetup;
import org.jackfield.pbx.sim.internal.desk.Oracle;
import org.jackfield.pbx.sim.internal.desk.Orders;
import org.jackfield.pbx.sim.internal.pbx.LiveTimeline;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/** A running simulated PBX: switch, people, log and manager interface on one timeline. */
public final class Simulation implements AutoCloseable {

    /** Asterisk's default. */
    static final long WRITE_TIMEOUT_MS = 5_000;

    private final LiveTimeline time = new LiveTimeline();
    private final Oracle oracle;
    private final Oracle records;
    private final AmiServer server;
    private final Pbx pbx;
    private final Desk desk;

    /**
     * Starts everything.
     *
     * @param port 0 for any free one
     * @param log where the people's own record of what happened goes
     * @param cdr where the PBX's call detail records go
     * @throws IOException when the port or the log file cannot be had; the message says which
     */
    public Simulation(
            PbxSetup setup,
            DeskSetup deskSetup,
            Account account,
            String host,
            int port,
            long writeTimeoutMs,
            Optional<Path> log,
            Optional<Path> cdr)
            throws IOException {
        try {
            oracle = log.isPresent() ? Oracle.to(log.get()) : Oracle.NONE;
            records = cdr.isPresent() ? Oracle.to(cdr.get()) : Oracle.NONE;
            pbx = new Pbx(setup, time, deskSetup.seed());
            pbx.recordTo(records::write);
            desk = new Desk(pbx, deskSetup, oracle);
            Actions actions = new Actions(pbx, account, new Orders(pbx, desk));
            server = new AmiServer(pbx, actions, host, port, writeTimeoutMs);
            pbx.post(desk::open);
        } catch (IOException | RuntimeException failed) {
            time.close();
            throw failed;
        }
    }

    public int port() {
        return server.port();
    }

    /** A customer calls a line's own number, soon after this returns; without such a line nobody does. */
    public void callMe(String line) {
        pbx.post(() -> {
            if (desk.hasLine(line)) {
                desk.start(desk.callMe(line));
            }
        });
    }

    /** Whether a script with an end has come to it and every client has been sent all of it. */
    public boolean over() {
        return desk.over() && server.drained();
    }

    /** Manager sessions that are open. */
    public int clients() {
        return server.sessions();
    }

    public long doneCalls() {
        return desk.doneCalls();
    }

    @Override
    public void close() {
        server.close();
        time.close();
        oracle.close();
        records.close();
    }
}
