package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what may not. */
class AmiWireTest {
    private final List<AmiMessage> messages = new ArrayList<>();
    private final List<String> rejects = new ArrayList<>();

    private void read(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        new AmiParser(Set.of(), messages::add, rejects::add).feed(bytes, bytes.length);
    }

    @Test
    void extraBlankLinesAndValuesWithABareLineFeedAreOneMessageEach() {
        read(
                "Asterisk Call Manager/11.0.0\r\n\r\n\r\nResponse: Success\r\nMessage: Park successful\n\r\nActionID: 7\r\n\r\n\r\n"
                        + "Event: Hangup\r\nUniqueid: 1\r\n\r\n");
        assertEquals(2, messages.size());
        assertEquals("Park successful", messages.get(0).get("Message"));
        assertEquals("7", messages.get(0).get("ActionID"));
        assertEquals("Hangup", messages.get(1).event());
    }

    @Test
    void aServerThatEndsLinesWithABareLineFeedIsReadToo() {
        read("Asterisk Call Manager/5.0.4\nEvent: Hangup\nUniqueid: 1\n\nEvent: Newstate\nUniqueid: 2\n\n");
        assertEquals(
                List.of("Hangup", "Newstate"),
                messages.stream().map(AmiMessage::event).toList());
    }

    @Test
    void aBrokenMessageIsOneRejectAndTheNextOneIsRead() {
        read("Asterisk Call Manager/11.0.0\r\nEvent: Hangup\r\nno colon here\r\n\r\nEvent: Newstate\r\n\r\n");
        assertEquals(1, rejects.size());
        assertEquals(
                List.of("Newstate"), messages.stream().map(AmiMessage::event).toList());
    }

    @Test
    void anEndlessMessageIsOneRejectAndTheNextOneIsRead() {
        read("Asterisk Call Manager/11.0.0\r\nEvent: X\r\n" + "A: " + "x".repeat(AmiParser.LONGEST) + "\r\n\r\n"
                + "Event: Newstate\r\n\r\n");
        assertEquals(1, rejects.size());
        assertEquals(
                List.of("Newstate"), messages.stream().map(AmiMessage::event).toList());
    }

    @Test
    void eachUnreadableMessageIsOneRejectHoweverItIsBroken() {
        String many = "X: 1\r\n".repeat(2_100);
        String good = "Event: Newstate\r\nUniqueid: 1\r\n\r\n";
        read("Asterisk Call Manager/11.0.0\r\n" + "Event: A\r\n: nameless\r\n\r\n" + good
                + "Event: B\r\n" + many + "\r\n" + good
                + "Event: C\r\n\nno colon\nat all\r\n\r\n" + good
                + "\n\u0000\r\n\r\n" + good);
        assertEquals(4, rejects.size(), rejects.toString());
        assertEquals(4, messages.size());
    }

    @Test
    void nulAndBadUtf8AreReadAsTheyCan() {
        byte[] bytes = "Asterisk Call Manager/11.0.0\r\nEvent: X\r\nName: a\u0000b?c\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xff : bytes[i];
        }
        new AmiParser(Set.of(), messages::add, rejects::add).feed(bytes, bytes.length);
        assertEquals("a\u0000b\ufffdc", messages.get(0).get("Name"));
    }

    @Test
    void anEventNobodyWantsIsOnlyCountedHoweverTheNetworkCutsIt() {
        byte[] bytes = ("Asterisk Call Manager/11.0.0\r\n"
                        + ("Event: VarSet\r\nValue: a\n\r\n\r\n" + "Event: Hangup\r\nUniqueid: 1\r\n\r\n\r\n")
                                .repeat(50))
                .getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= bytes.length; piece++) {
            messages.clear();
            AmiParser parser = new AmiParser(Set.of("Hangup"), messages::add, rejects::add);
            for (int from = 0; from < bytes.length; from += piece) {
                byte[] part = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece));
                parser.feed(part, part.length);
            }
            assertEquals(50, messages.size(), "pieces of " + piece);
            assertEquals(50, parser.skipped().total(), "pieces of " + piece);
        }
        assertEquals(List.of(), rejects);
    }

    @Test
    void headersAreFoundWhateverTheirCaseAndTimesAreRead() {
        read("Asterisk Call Manager/11.0.0\r\nEvent: X\r\nTimestamp: 1795329862.163042\r\nUNIQUEID:  7 \r\n"
                + "Variable: a\r\nvariable: b\r\nBad: 17x\r\n\r\n");
        AmiMessage m = messages.get(0);
        assertEquals("7", m.get("Uniqueid"));
        assertEquals(List.of("a", "b"), m.all("Variable"));
        assertEquals(Instant.ofEpochSecond(1795329862L, 163_042_000), m.time("timestamp", Instant.EPOCH));
        assertEquals(Instant.EPOCH, m.time("Bad", Instant.EPOCH));
        assertEquals(Instant.EPOCH, m.time("Absent", Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"300\r\nAction: Command", "300\nX", "3\u0000", "\u007f", "a\tb"})
    void aControlCharacterIsNeverSent(String value) {
        assertThrows(IllegalArgumentException.class, () -> new AmiAction("Originate").with("Exten", value));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Ann Customer|Ann Customer",
                "Zoë O\\'Brien|Zoë O'Brien",
                "Bob \\\\\\\"The\\\\\\\" Builder|Bob \"The\" Builder",
                "<unknown>|``"
            },
            delimiter = '|')
    void namesAreDecodedOnceForAmiAndOnceForSip(String wire, String name) {
        assertEquals(name, AmiText.name("PJSIP/1001-0000002a", wire));
    }

    /** chan_sip decodes what SIP quotes by itself. */
    @Test
    void aBackslashInTheNameOfACallerAtChanSipStays() {
        assertEquals("a\\b", AmiText.name("SIP/trunk-00000001", "a\\\\b"));
    }

    @ParameterizedTest
    @CsvSource({
        "PJSIP/1001-0000002a,1001",
        "SIP/my-trunk-00000001,my-trunk",
        "Local/1003@from-queue-000000a0;1,1003@from-queue"
    })
    void theEndpointIsTheChannelsNameWithoutItsNumber(String channel, String endpoint) {
        assertEquals(endpoint, AmiText.endpoint(channel));
    }
}
