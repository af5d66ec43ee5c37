package org.jackfield.device.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.device.Device;
import org.jackfield.device.mqtt.internal.Payload.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices send, well meant or not. */
class PayloadTest {
    @Test
    void unknownMembersAreIgnored() throws Malformed {
        Payload payload = read("{'state':'ready','boot':17,'ts':'2026-01-05T09:00:00Z','colour':{'deep':[1,2]}}");
        assertEquals(Device.State.READY, payload.state());
        assertEquals(17, payload.number("boot", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "'text'",
                "{",
                "{'a':1} {'b':2}",
                "{'a':1,'a':2}",
                "{'a':NaN}",
                "{'a':[[[[[[[[[[1]]]]]]]]]]}",
                "\u0000"
            })
    void anythingButOneObjectIsMalformed(String json) {
        assertThrows(Malformed.class, () -> read(json));
    }

    @Test
    void moreThanOneKilobyteIsMalformed() {
        assertThrows(Malformed.class, () -> read("{'a':'" + "x".repeat(1024) + "'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'boot':-1}",
                "{'boot':1.5}",
                "{'boot':'1'}",
                "{'boot':1e99}",
                "{'boot':9223372036854775808}"
            })
    void bootMustBeAWholeNumber(String json) throws Malformed {
        Payload payload = read(json);
        assertThrows(Malformed.class, () -> payload.number("boot", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'state':'unknown'}", "{'state':'READY'}", "{'state':7}", "{'state':null}"})
    void stateMustBeOneOfTheWords(String json) throws Malformed {
        Payload payload = read(json);
        assertThrows(Malformed.class, payload::state);
    }

    @Test
    void textLosesControlCharactersAndItsEnd() throws Malformed {
        assertEquals(Optional.of("on"), read("{'value':'\\u0007on\\n'}").text("value"));
        assertEquals(Optional.of("80"), read("{'value':80}").text("value"));
        assertEquals(Optional.of("true"), read("{'value':true}").text("value"));
        assertEquals(Optional.empty(), read("{'value':{}}").text("value"));
        assertEquals("🎧🎧", Payload.plain("🎧🎧🎧", 2));
    }

    @Test
    void descriptionIsTakenAsFarAsItIsKnown() throws Malformed {
        Twin.About about = read("{'v':1,'boot':1,'kind':'deskphone','vendor':'Acme','caps':['ring',7,'display']}")
                .about();
        assertEquals(Device.Kind.DESKPHONE, about.kind());
        assertEquals("Acme", about.vendor());
        assertEquals("", about.model());
        assertEquals(Set.of("ring", "display"), about.caps());
        assertEquals(Device.Kind.UNKNOWN, read("{'kind':'toaster'}").about().kind());
    }

    private static Payload read(String json) throws Malformed {
        return Payload.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
