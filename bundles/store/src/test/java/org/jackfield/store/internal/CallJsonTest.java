package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.store.StoreException;
import org.junit.jupiter.api.Test;

class CallJsonTest {
    private final CallJson json = new CallJson();

    @Test
    void callComesBackAsItWentIn() {
        Sample sample = new Sample();
        sample.lineage = List.of(Sample.edge(LineageType.TRANSFERRED_TO));
        sample.records = List.of(new RecordRef("directory~contacts", "Contact", "c-1", "Ann", Optional.empty()));
        sample.notes = Optional.of("Wants a call back \"soon\" 😀 \u0000 \u202e");
        Call call = sample.build();

        assertEquals(call, json.read(json.write(call)));
    }

    @Test
    void jsonSpeaksTheWordsOfTheApi() {
        String text = json.write(new Sample().build());

        assertTrue(text.contains("\"direction\":\"inbound\""), text);
        assertTrue(text.contains("\"cause\":\"normalClearing\""), text);
        assertTrue(text.contains("\"startedAt\":\"2026-11-22T08:00:00.250Z\""), text);
        assertTrue(text.contains("\"connectedAt\":\"2026-11-22T08:00:03.250Z\""), text);
        assertTrue(text.contains("\"allowed\":[\"holdCall\"]"), text);
        assertTrue(text.contains("\"disposition\":null"), text);
        assertTrue(text.contains("\"state\":\"null\""), text);
    }

    @Test
    void callOfAnOlderVersionIsReadWithItsGapsEmpty() {
        String text = json.write(new Sample().build())
                .replaceFirst("\"recordings\":\\[.*?\\],\"notes\"", "\"somethingNew\":{\"a\":[1]},\"notes\"")
                .replace("\"notes\":null,", "");

        Call call = json.read(text);

        assertEquals(List.of(), call.recordings());
        assertEquals(Optional.empty(), call.notes());
    }

    @Test
    void damagedCallIsToldInOneSentence() {
        StoreException e = assertThrows(StoreException.class, () -> json.read("{\"id\":"));
        assertTrue(e.getMessage().startsWith("A stored call cannot be read: "), e.getMessage());
    }
}
