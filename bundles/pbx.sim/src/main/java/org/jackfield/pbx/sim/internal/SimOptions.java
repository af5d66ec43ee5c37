package org.jackfield.pbx.sim.internal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jackfield.pbx.sim.internal.ami.Account;
import org.jackfield.pbx.sim.internal.desk.DeskSetup;
import org.jackfield.pbx.sim.internal.desk.Mix;
import org.jackfield.pbx.sim.internal.desk.Range;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/** The command line of the simulated PBX as a process of its own. */
final class SimOptions {
    static final String HELP = """
            Usage: sim [options]        A simulated PBX that speaks the Asterisk manager interface (AMI).

            --ami PORT          port of the manager interface; 0 takes any free one and prints it (default 5038)
            --bind HOST         address to listen on (default 127.0.0.1)
            --user NAME         manager account (default sim)
            --secret SECRET     its secret, better given as JACKFIELD_SIM_SECRET; without either a random one is
                                made and printed
            --rate N            calls a second (default 0.05; 0 for none)
            --arrivals HOW      even or poisson (default even)
            --calls N           stop after so many calls (default: never)
            --stay B            … but go on answering managers (default false)
            --seed N            the same seed gives the same calls (default 1)
            --mix KIND:WEIGHT,… of direct, queue, missed, rejected, abandoned, hold, transfer, outbound, internal
                                (default %s)
            --agents N          lines from 1001 up, at most 2000 (default 6)
            --queues NAME,…     queues among which the agents are shared out; NAME:local reaches them by Local
                                channels (default %s)
            --manual LINE,…     lines that ring until somebody acts
            --ring-ms FROM-TO   how long agents let it ring (default 1500-6000)
            --talk-ms FROM-TO   how long people talk (default 8000-40000)
            --speed FACTOR      shortens every time of the script (default 1)
            --pop-line LINE     a line that a customer calls at a fixed pace, beside the script
            --pop-first-ms N    … for the first time (default 4000)
            --pop-every-ms N    … and then every (default 25000)
            --pop-ring-ms N     … ringing so long (default 8000)
            --verbose-events B  the dialplan's chatter: Newexten, VarSet, CEL, RTCP (default true)
            --write-timeout-ms N  a client that takes nothing for so long is cut (default 5000)
            --oracle FILE       append what really happened, one JSON object a line
            --cdr FILE          append the PBX's call detail records, as cdr_custom with the columns of Master.csv
            --system NAME       the PBX's systemname (default sim)
            --help
            """.formatted(Mix.DAY, Floor.QUEUES);

    private static final Set<String> KNOWN = Set.of(
            "ami",
            "bind",
            "user",
            "secret",
            "rate",
            "arrivals",
            "calls",
            "stay",
            "seed",
            "mix",
            "agents",
            "queues",
            "manual",
            "ring-ms",
            "talk-ms",
            "speed",
            "pop-line",
            "pop-first-ms",
            "pop-every-ms",
            "pop-ring-ms",
            "verbose-events",
            "write-timeout-ms",
            "oracle",
            "cdr",
            "system");

    private final Map<String, String> given = new LinkedHashMap<>();

    /** @throws IllegalArgumentException with a sentence that names the option that is wrong */
    SimOptions(String[] args, Map<String, String> environment) {
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(args[i] + " is not an option; --help lists them");
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            given.put(name, args[i + 1]);
        }
        String secret = environment.get("JACKFIELD_SIM_SECRET");
        if (secret != null && !secret.isBlank()) {
            given.putIfAbsent("secret", secret);
        }
    }

    boolean secretIsOurs() {
        return !given.containsKey("secret");
    }

    Account account() {
        if (secretIsOurs()) {
            byte[] random = new byte[18];
            new SecureRandom().nextBytes(random);
            return new Account(text("user", "sim"), Base64.getUrlEncoder().encodeToString(random));
        }
        return new Account(text("user", "sim"), given.get("secret"));
    }

    PbxSetup pbx() {
        return Floor.setup(
                text("system", "sim"),
                value("agents", "6", Integer::parseInt),
                text("queues", Floor.QUEUES),
                text("pop-line", ""),
                speed(),
                value("verbose-events", "true", SimOptions::yesOrNo));
    }

    DeskSetup desk() {
        String manual = text("manual", "");
        return new DeskSetup(
                value("seed", "1", Long::parseLong),
                value("rate", "0.05", Double::parseDouble),
                value("arrivals", "even", SimOptions::irregular),
                value("calls", "0", Long::parseLong),
                Mix.parse(text("mix", Mix.DAY)),
                Range.parse(text("ring-ms", "1500-6000")),
                Range.parse(text("talk-ms", "8000-40000")),
                speed(),
                manual.isBlank() ? Set.of() : Set.of(manual.split(",")),
                text("pop-line", ""),
                value("pop-first-ms", "4000", Long::parseLong),
                value("pop-every-ms", "25000", Long::parseLong),
                value("pop-ring-ms", "8000", Long::parseLong));
    }

    String host() {
        return text("bind", "127.0.0.1");
    }

    int port() {
        return value("ami", "5038", Integer::parseInt);
    }

    long writeTimeoutMs() {
        return value("write-timeout-ms", Long.toString(Simulation.WRITE_TIMEOUT_MS), Long::parseLong);
    }

    Optional<Path> log() {
        return Optional.ofNullable(given.get("oracle")).map(Path::of);
    }

    boolean stays() {
        return value("stay", "false", SimOptions::yesOrNo);
    }

    Optional<Path> cdr() {
        return Optional.ofNullable(given.get("cdr")).map(Path::of);
    }

    private double speed() {
        double speed = value("speed", "1", Double::parseDouble);
        if (!(speed > 0)) {
            throw new IllegalArgumentException("--speed is " + speed + "; it must be above 0");
        }
        return speed;
    }

    private String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    private <T> T value(String name, String otherwise, Function<String, T> parse) {
        String text = text(name, otherwise);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "--" + name + " cannot be \"" + text + "\"; --help shows what it can be");
        }
    }

    private static boolean yesOrNo(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException(text);
    }

    private static boolean irregular(String text) {
        if (text.equals("even") || text.equals("poisson")) {
            return text.equals("poisson");
        }
        throw new IllegalArgumentException(text);
    }
}
