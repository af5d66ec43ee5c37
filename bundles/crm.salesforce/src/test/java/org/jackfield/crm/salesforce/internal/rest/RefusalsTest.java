package org.jackfield.crm.salesforce.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static Trouble refusal(int status, String body) {
        return Refusals.of(new Reply(status, Map.of("retry-after", "17"), body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "403, REQUEST_LIMIT_EXCEEDED, LIMIT",
        "429, SOMETHING_NEW, LIMIT",
        "503, SERVER_UNAVAILABLE, BUSY",
        "500, UNKNOWN_EXCEPTION, BUSY",
        "500, SOMETHING_NEW, BUSY",
        "400, UNABLE_TO_LOCK_ROW, BUSY",
        "400, INVALID_FIELD, FIELDS",
        "400, INVALID_FIELD_FOR_INSERT_UPDATE, FIELDS",
        "400, REQUIRED_FIELD_MISSING, FIELDS",
        "400, FIELD_CUSTOM_VALIDATION_EXCEPTION, FIELDS",
        "400, STRING_TOO_LONG, FIELDS",
        "400, INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, FIELDS",
        "403, INSUFFICIENT_ACCESS, FORBIDDEN",
        "403, INSUFFICIENT_ACCESS_OR_READONLY, FORBIDDEN",
        "403, API_DISABLED_FOR_ORG, FORBIDDEN",
        "403, API_CURRENTLY_DISABLED, FORBIDDEN",
        "403, SOMETHING_NEW, FORBIDDEN",
        "400, DUPLICATE_VALUE, DUPLICATE",
        "400, DUPLICATES_DETECTED, SIMILAR",
        "400, ENTITY_IS_DELETED, LINK",
        "400, INVALID_CROSS_REFERENCE_KEY, LINK",
        "400, FIELD_INTEGRITY_EXCEPTION, LINK",
        "400, INACTIVE_OWNER_OR_USER, OWNER",
        "404, NOT_FOUND, MISSING",
        "400, SOMETHING_NEW, OTHER"
    })
    void everyCodeSaysWhatCanBeDoneAboutIt(int status, String code, Kind kind) {
        Trouble told =
                refusal(status, "[{\"message\":\"So it is\",\"errorCode\":\"" + code + "\",\"fields\":[\"Status\"]}]");
        assertEquals(kind, told.kind());
        assertEquals(code, told.code());
        assertEquals(List.of("Status"), told.fields());
        assertEquals(Duration.ofSeconds(17), told.after());
    }

    @Test
    void aPageInsteadOfDataIsSaidPlainlyAndNotShown() {
        Trouble told = refusal(503, "<html><body>Down for maintenance</body></html>");
        assertEquals(Kind.BUSY, told.kind());
        assertFalse(told.getMessage().contains("<"), told.getMessage());
    }

    @Test
    void aCodeThatConcernsTheOwnerIsAboutTheOwner() {
        String body = "[{\"message\":\"no\",\"errorCode\":\"INVALID_CROSS_REFERENCE_KEY\",\"fields\":[\"OwnerId\"]}]";
        assertEquals(Kind.OWNER, refusal(400, body).kind());
    }

    @Test
    void severalRecordsForOneKeyAreNoError() {
        assertEquals(Kind.SEVERAL, refusal(300, "[\"/a\",\"/b\"]").kind());
    }
}
