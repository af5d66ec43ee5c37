package org.jackfield.device.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.api.device.Device;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;
import org.junit.jupiter.api.Test;

/** A phone and a headset of one agent, whose mute keys are one key. */
class MutingTest {
    private final Muting muting = new Muting(new Commands(new Topics("jackfield"), "run"));
    private final Map<String, Device> desk = new TreeMap<>();

    MutingTest() {
        put("desk-1001", Device.Kind.DESKPHONE, Map.of("mute", "off"));
        put("hs-7", Device.Kind.HEADSET, Map.of("mute", "off", "worn", "on"));
    }

    @Test
    void wornHeadsetDecidesAndThePhoneFollows() {
        assertEquals(List.of("desk-1001 muted=true owner=hs-7"), press("hs-7", "on"));
        assertEquals(List.of(), obeys("desk-1001", "on"), "what the phone does then is nobody's wish");
    }

    @Test
    void keyOfThePhoneIsAWishToTheHeadset() {
        assertEquals(List.of("hs-7 muted=true owner=hs-7"), press("desk-1001", "on"));
        assertEquals(List.of(), obeys("hs-7", "on"), "both are muted now");
    }

    @Test
    void mutePressedOnBothEndsMuted() {
        assertEquals(List.of("desk-1001 muted=true owner=hs-7"), press("hs-7", "on"));
        assertEquals(List.of(), press("desk-1001", "on"));
        assertEquals(List.of("hs-7 muted=false owner=hs-7"), press("desk-1001", "off"));
        assertEquals(List.of(), obeys("hs-7", "off"));
    }

    @Test
    void laidDownHeadsetDecidesNothing() {
        put("hs-7", Device.Kind.HEADSET, Map.of("mute", "off", "worn", "off"));
        assertEquals(List.of("hs-7 muted=true owner=desk-1001"), press("desk-1001", "on"));
    }

    @Test
    void phoneThatStartsIsToldHowItShallBe() {
        press("hs-7", "on");
        obeys("desk-1001", "on");
        assertEquals(List.of("desk-1001 muted=true owner=hs-7"), says("desk-1001", "off", false));
    }

    @Test
    void aloneNobodyIsTold() {
        desk.remove("hs-7");
        assertEquals(List.of(), press("desk-1001", "on"));
    }

    /** However keys are pressed and commands obeyed, it comes to rest. */
    @Test
    void twoDevicesNeverFight() {
        List<String> told = press("hs-7", "on");
        int rounds = 0;
        while (!told.isEmpty()) {
            String[] command = told.get(0).split(" ");
            told = obeys(command[0], command[1].equals("muted=true") ? "on" : "off");
            assertTrue(++rounds < 3, "they answer each other: " + told);
        }
    }

    private List<String> press(String id, String mute) {
        return says(id, mute, true);
    }

    /** What a device does because it was told looks like a key to everybody else. */
    private List<String> obeys(String id, String mute) {
        return says(id, mute, true);
    }

    private List<String> says(String id, String mute, boolean pressed) {
        Device before = desk.get(id);
        Map<String, String> facts = new HashMap<>(before.facts());
        facts.put("mute", mute);
        put(id, before.kind(), facts);
        return muting.changed(desk.get(id), mute.equals("on"), pressed, List.copyOf(desk.values()), 0).stream()
                .map(MutingTest::words)
                .toList();
    }

    private void put(String id, Device.Kind kind, Map<String, String> facts) {
        desk.put(
                id,
                new Device(
                        "main",
                        id,
                        kind,
                        "",
                        "",
                        Device.State.READY,
                        Optional.empty(),
                        Optional.of("alice"),
                        facts,
                        Instant.EPOCH));
    }

    private static String words(Outgoing command) {
        String body = new String(command.payload(), StandardCharsets.UTF_8);
        return command.topic().split("/")[2] + " muted=" + body.contains("\"muted\":true") + " owner="
                + body.replaceAll(".*\"owner\":\"([^\"]*)\".*", "$1");
    }
}
