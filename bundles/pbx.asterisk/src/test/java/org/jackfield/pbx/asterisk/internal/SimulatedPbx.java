package org.jackfield.pbx.asterisk.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The simulated PBX as a process of its own, which does nothing unless ordered. */
final class SimulatedPbx implements AutoCloseable {
    private final String user;
    private final String secret;
    private final Process process;
    private final int port;

    SimulatedPbx(String user, String secret) throws Exception {
        this.user = user;
        this.secret = secret;
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                simulator(),
                "org.jackfield.pbx.sim.internal.Main",
                "--ami",
                "0",
                "--rate",
                "0",
                "--agents",
                "100",
                "--user",
                user);
        java.environment().put("JACKFIELD_SIM_SECRET", secret);
        process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        port = readPort();
    }

    private static String simulator() throws ClassNotFoundException, URISyntaxException {
        return Path.of(Class.forName("org.jackfield.pbx.sim.internal.Main")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private int readPort() throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        int number = 0;
        for (String line = said.readLine(); !"ready=true".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("The simulated PBX did not start");
            }
            number = line.startsWith("port=") ? Integer.parseInt(line.substring(5)) : number;
        }
        return number;
    }

    int port() {
        return port;
    }

    /** Orders a call. */
    void order(String headers) throws IOException {
        act("Action: UserEvent\r\nUserEvent: SimCall\r\n" + headers.strip().replace("\n", "\r\n") + "\r\n");
    }

    /** What it answers to an action. */
    String act(String action) throws IOException {
        try (Socket ami = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String all = "Action: Login\r\nUsername: " + user + "\r\nSecret: " + secret + "\r\nEvents: off\r\n\r\n"
                    + action + "\r\nAction: Logoff\r\n\r\n";
            ami.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            return new String(ami.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** It stands still, as under a hypervisor that does something else, and nobody closes a connection; or goes on. */
    void freeze(boolean still) throws IOException, InterruptedException {
        String signal = still ? "-STOP" : "-CONT";
        int status = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill " + signal + " ended with " + status);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
