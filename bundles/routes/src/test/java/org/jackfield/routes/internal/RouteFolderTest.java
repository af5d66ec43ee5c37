package org.jackfield.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.health.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteFolderTest {
    @TempDir
    Path folder;

    @TempDir
    Path notes;

    private TestHouse house;

    @BeforeEach
    void build() {
        house = new TestHouse(folder);
    }

    @AfterEach
    void tearDown() {
        house.close();
    }

    /** A route that writes the queue of each delivered call into a file of that name. */
    private String noting(String id, String note) {
        return "<route" + (id.isEmpty() ? "" : " id=\"" + id + "\"") + ">\n"
                + "  <from uri=\"jackfield:calls?event=delivered\"/>\n"
                + "  <filter>\n"
                + "    <simple>${variable.queue} == 'support' &amp;&amp; ${variable.agent} == 'alice'</simple>\n"
                + "    <setBody><simple>${variable.number} at ${variable.line} ${variable.direction}</simple></setBody>\n"
                + "    <to uri=\"file:" + notes + "?fileName=" + note + "&amp;fileExist=Append\"/>\n"
                + "  </filter>\n"
                + "</route>\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void ring() {
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
    }

    private boolean rangIn(String note) throws IOException {
        Files.deleteIfExists(notes.resolve(note));
        ring();
        return Files.exists(notes.resolve(note));
    }

    private boolean isUp(String file) {
        return house.panel.health().stream()
                .anyMatch(status -> status.name().equals("etc/routes/" + file) && status.state() == Status.State.UP);
    }

    private boolean isBroken(String file) {
        return house.panel.health().stream()
                .anyMatch(status ->
                        status.name().equals("etc/routes/" + file) && status.state() == Status.State.DEGRADED);
    }

    @Test
    void aRouteRunsFromTheStartAndSaysWhatItKnows() throws Exception {
        write("vip.xml", noting("", "vip.txt"));
        house.start();
        ring();
        assertEquals("+12025550101 at 1001 inbound", Files.readString(notes.resolve("vip.txt")));
    }

    @Test
    void aRouteIsDroppedChangedAndTakenAwayWhileCallsAreUp() throws Exception {
        house.start();
        Path file = write("vip.xml", noting("vip", "first.txt"));
        TestHouse.until(() -> isUp("vip.xml"));
        assertTrue(rangIn("first.txt"));

        write("vip.xml", noting("vip", "second.txt"));
        TestHouse.until(() -> {
            try {
                return rangIn("second.txt");
            } catch (IOException e) {
                return false;
            }
        });
        assertFalse(rangIn("first.txt"));

        Files.delete(file);
        TestHouse.until(() -> !isUp("vip.xml"));
        assertFalse(rangIn("second.txt"));
        assertTrue(house.told.contains("pop A"), "the default routes ran all the time");
    }

    @Test
    void aBrokenFileIsOneStatusAndTheOthersRun() throws Exception {
        write("a-broken.xml", "<routes>\n  <route id=\"x\">\n    <frm uri=\"timer:x\"/>\n  </route>\n</routes>");
        write("good.xml", noting("good", "good.txt"));
        house.start();
        assertTrue(rangIn("good.txt"));
        Status broken = house.status("etc/routes/a-broken.xml");
        assertEquals(Status.State.DEGRADED, broken.state());
        assertTrue(broken.reason().contains("a-broken.xml line 3"), broken.reason());

        write("a-broken.xml", noting("mended", "mended.txt"));
        TestHouse.until(() -> isUp("a-broken.xml"));
        assertTrue(rangIn("mended.txt"));
    }

    @Test
    void aBrokenChangeKeepsTheLastGoodVersion() throws Exception {
        write("vip.xml", noting("vip", "vip.txt"));
        house.start();
        write("vip.xml", noting("vip", "vip.txt").replace("</filter>", ""));
        TestHouse.until(() -> isBroken("vip.xml"));
        assertTrue(rangIn("vip.txt"), "what cannot be read changes nothing");

        write("vip.xml", noting("vip", "vip.txt").replace("file:", "flie:"));
        TestHouse.until(() -> house.status("etc/routes/vip.xml").reason().contains("flie"));
        assertTrue(rangIn("vip.txt"), "what cannot be started is put back");
        assertTrue(house.status("etc/routes/vip.xml").reason().endsWith("until then its last good version runs"));
    }

    @Test
    void theShippedExampleRuns() throws Exception {
        Path example = Path.of("../../karaf-dist/src/main/resources/etc/routes/support-rings.xml.example");
        Files.copy(example, folder.resolve("support-rings.xml"));
        house.start();
        assertTrue(isUp("support-rings.xml"), () -> house.panel.health().toString());
        ring();
        assertTrue(
                house.panel.health().stream().noneMatch(status -> status.name().startsWith("route ")));
    }

    @Test
    void theExampleOfTheReadmeRuns() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.substring(readme.indexOf("```xml") + 6, readme.lastIndexOf("```"));
        write("night-log.xml", example.replace("file:data/missed", "file:" + notes));
        house.start();
        house.happens(CallEventType.CALL_CLEARED, TestCalls.inbound("A", ConnectionState.NULL));
        try (Stream<Path> written = Files.list(notes)) {
            String missed = Files.readString(written.findFirst().orElseThrow());
            assertEquals("1970-01-01T00:00:00Z +12025550101 support" + System.lineSeparator(), missed);
        }
    }

    @Test
    void onlyXmlFilesAreRoutes() throws Exception {
        write("vip.xml.example", "nonsense");
        write(".vip.xml.swp", "nonsense");
        write(".hidden.xml", "nonsense");
        Files.createDirectory(folder.resolve("folder.xml"));
        house.start();
        assertTrue(house.panel.health().stream().noneMatch(status -> status.state() == Status.State.DEGRADED));
    }

    static Stream<Arguments> brokenFiles() {
        String start = "<routes>\n<route id=\"r\">\n<from uri=\"jackfield:calls\"/>\n";
        String end = "\n</route>\n</routes>";
        return Stream.of(
                Arguments.of("", "", 0),
                Arguments.of("hello", "", 0),
                Arguments.of("<beans/>", "does not begin with <routes> or <route>", 1),
                Arguments.of("<routes/>", "no <route>", 1),
                Arguments.of("<routes>\n<route id=\"r\">\n<to uri=\"log:x\"/>\n</route>\n</routes>", "no <from>", 2),
                Arguments.of(start + "<too uri=\"log:x\"/>" + end, "too", 4),
                Arguments.of(start + "<to ury=\"log:x\"/>" + end, "ury", 4),
                Arguments.of(start + "<to uri=\"log:x\">" + end, "", 5),
                Arguments.of(start + "<to uri=\"htp:x\"/>" + end, "there is no component for 'htp", 4),
                Arguments.of(start + "<to uri=\"jackfield:poop\"/>" + end, "jackfield:poop does not exist", 4),
                Arguments.of(start + "<to uri=\"jackfield:lookup?deadlinems=5\"/>" + end, "deadlinems", 4),
                Arguments.of(
                        start.replace("calls", "calls?event=ringing") + "<to uri=\"log:x\"/>" + end,
                        "'ringing' is none of [serviceInitiated",
                        3),
                Arguments.of(start.replace("calls", "pop") + "<to uri=\"log:x\"/>" + end, "is a step", 3),
                Arguments.of(start.replace("calls", "outbox") + "<to uri=\"log:x\"/>" + end, "Multiple consumers", 3),
                Arguments.of(
                        start + "<filter>\n<simple>${variable.queue</simple>\n<to uri=\"log:x\"/></filter>" + end,
                        "in '${variable.queue'",
                        5),
                Arguments.of(
                        start.replace("id=\"r\"", "id=\"ring-to-screen\"") + "<to uri=\"log:x\"/>" + end,
                        "'ring-to-screen' exists already",
                        2));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void aBrokenFileNamesFileLineAndCure(String text, String what, int line) throws Exception {
        write("broken.xml", text);
        house.start();
        String reason = house.status("etc/routes/broken.xml").reason();
        assertTrue(reason.startsWith("Route file broken.xml"), reason);
        assertTrue(reason.contains(what), reason);
        assertTrue(line == 0 || reason.contains(" line " + line + ": "), reason);
        assertTrue(Stream.of("correct", "another id").anyMatch(reason::contains), reason);
        assertEquals(1, reason.lines().count(), reason);
        ring();
        assertTrue(house.told.contains("pop A"), "the default routes run");
    }

    @Test
    void aFileThatIsNotTextIsOneSentence() throws Exception {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) 0xff);
        Files.write(folder.resolve("binary.xml"), bytes);
        house.start();
        assertTrue(house.status("etc/routes/binary.xml").reason().contains("not UTF-8"));
    }
}
