package org.jackfield.it.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who runs a server: works in its shell over SSH, and gives people and phones their accounts. */
final class Operator {
    private static final String NAME = "operator";
    private static final Pattern TOKEN = Pattern.compile("Bearer (\\S+)");
    private static final Pattern LINK = Pattern.compile("(https?://\\S+)");
    private static final Pattern PASSWORD = Pattern.compile("has the password (\\S+)");

    private final int port = Ports.tcp();
    private final String secret = Secrets.random();
    private final Supplier<Path> home;
    private final String address;
    private final Map<String, Api> clients = new ConcurrentHashMap<>();
    private final Set<String> users = ConcurrentHashMap.newKeySet();

    /**
     * @param home the folder of the server, once it runs
     * @param address of its HTTP
     */
    Operator(Supplier<Path> home, String address) {
        this.home = home;
        this.address = address;
    }

    /** Lets the operator in. */
    void enter(Setup setup) {
        setup.key(Setup.SSH, "sshPort", String.valueOf(port))
                .key(Setup.SSH, "sshHost", "127.0.0.1")
                .key("users.properties", NAME, secret + ",admin,manager,viewer,systembundles,ssh");
    }

    /** A client that acts as that user, who is made if need be. */
    Api as(String user) {
        return clients.computeIfAbsent(user, u -> new Api(address, Optional.of(token(u))));
    }

    String token(String user) {
        make(user);
        return found(TOKEN, shell("jackfield:token-create " + user), "a token for " + user);
    }

    String loginLink(String agent) {
        make(agent);
        return found(LINK, shell("jackfield:demo-login " + agent), "a log-in link for " + agent);
    }

    String deviceSecret(String device, String line) {
        String said = shell("jackfield:device-create --line asterisk~main/" + line + " " + device);
        return found(PASSWORD, said, "a password for " + device);
    }

    /** Runs commands and returns what they printed. */
    String shell(String... commands) {
        String input = String.join("\n", List.of(commands)) + "\n";
        return Commands.run(
                        input,
                        List.of(
                                home.get().resolve("bin/client").toString(),
                                "-b",
                                "-h",
                                "127.0.0.1",
                                "-a",
                                String.valueOf(port),
                                "-u",
                                NAME,
                                "-p",
                                secret,
                                "-r",
                                "10",
                                "-d",
                                "1"))
                .orFail("bin/client")
                .output()
                .replaceAll("\u001B\\[[0-9;]*m", ""); // without colours
    }

    private void make(String user) {
        if (users.add(user)) {
            String role = user.startsWith("admin") ? "administrator" : "agent";
            shell("jackfield:user-create --role " + role + " " + user);
        }
    }

    private static String found(Pattern pattern, String text, String what) {
        Matcher m = pattern.matcher(text);
        if (!m.find()) {
            throw new AssertionError("The shell did not give " + what + ", it said: " + text);
        }
        return m.group(1);
    }
}
