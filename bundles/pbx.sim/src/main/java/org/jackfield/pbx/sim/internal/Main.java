package org.jackfield.pbx.sim.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jackfield.pbx.sim.internal.ami.Account;

/**
 * The simulated PBX as a process of its own: {@code java -cp pbx.sim.jar org.jackfield.pbx.sim.internal.Main --help}.
 * Prints {@code name=value} lines that a script can read, {@code ready=true} as the last of them.
 */
public final class Main {
    private static final int WRONG_OPTIONS = 2;
    private static final long LOOK_EVERY_MS = 100;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(SimOptions.HELP);
            return;
        }
        try {
            run(new SimOptions(args, System.getenv()));
        } catch (IllegalArgumentException | IOException fault) {
            System.err.println(fault.getMessage());
            System.exit(WRONG_OPTIONS);
        }
    }

    private static void run(SimOptions options) throws IOException, InterruptedException {
        Account account = options.account();
        Simulation simulation = new Simulation(
                options.pbx(),
                options.desk(),
                account,
                options.host(),
                options.port(),
                options.writeTimeoutMs(),
                options.log(),
                options.cdr());
        Runtime.getRuntime().addShutdownHook(new Thread(simulation::close, "jackfield-pbx.sim-shutdown"));
        System.out.println("host=" + options.host());
        System.out.println("port=" + simulation.port());
        System.out.println("user=" + account.user());
        if (options.secretIsOurs()) {
            System.out.println("secret=" + account.secret());
        }
        System.out.println("ready=true");
        CountDownLatch never = new CountDownLatch(1);
        while (!simulation.over() && !never.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            // looks again
        }
        System.out.println("calls=" + simulation.doneCalls());
        if (options.stays()) {
            never.await();
        }
    }
}
