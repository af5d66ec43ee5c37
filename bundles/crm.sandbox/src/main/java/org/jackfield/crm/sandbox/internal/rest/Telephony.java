package org.jackfield.crm.sandbox.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Org;

/** {@code /telephony/v1/voiceCalls}: Salesforce Voice with Partner Telephony, as far as the server side goes. */
final class Telephony {
    private static final String CALLS = "/telephony/v1/voiceCalls";
    private static final List<String> NEEDED = List.of(
            "callCenterApiName", "vendorCallKey", "to", "from", "initiationMethod", "startTime", "participants");

    private final Org org;
    private final OAuth oauth;

    Telephony(Org org, OAuth oauth) {
        this.org = org;
        this.oauth = oauth;
    }

    Response answer(Request request) {
        try {
            String token = request.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
            JsonNode claims = oauth.signed(token)
                    .filter(each -> each.path("iss").asText().startsWith(OAuth.ORG_ID))
                    .filter(oauth::current)
                    .filter(each -> !each.path("jti").asText().isEmpty())
                    .orElseThrow(() -> new ApiError(401, "INVALID_AUTH_HEADER", "Invalid JWT"));
            if (request.header("Telephony-Provider-Name").isEmpty()) {
                throw new ApiError(400, "BAD_REQUEST", "Telephony-Provider-Name is missing");
            }
            if (request.method().equals("POST") && request.path().equals(CALLS)) {
                return start(request.json(), claims.path("sub").asText());
            }
            if (request.method().equals("PATCH") && request.path().startsWith(CALLS + "/")) {
                return change(request.path().substring(CALLS.length() + 1), request.json());
            }
            throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
        } catch (ApiError e) {
            return Response.error(e, "");
        }
    }

    private Response start(Map<String, Object> told, String callCenter) {
        Optional<String> missing =
                NEEDED.stream().filter(name -> told.get(name) == null).findFirst();
        if (missing.isPresent() || !callCenter.equals(told.get("callCenterApiName"))) {
            throw new ApiError(400, "BAD_REQUEST", "missing or wrong: " + missing.orElse("callCenterApiName"));
        }
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("VendorCallKey", told.get("vendorCallKey"));
        call.put("CallType", told.get("initiationMethod"));
        call.put("FromPhoneNumber", told.get("from"));
        call.put("ToPhoneNumber", told.get("to"));
        call.put("CallStartDateTime", told.get("startTime"));
        return Response.json(201, Map.of("voiceCallId", org.seed("VoiceCall", call), "errors", List.of()));
    }

    private Response change(String key, Map<String, Object> told) {
        Map<String, Object> there = org.withValue("VoiceCall", "VendorCallKey", key).stream()
                .findFirst()
                .orElseThrow(() -> new ApiError(404, "NOT_FOUND", "There is no such call"));
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("CallEndDateTime", told.get("endTime"));
        call.put("CallDurationInSeconds", told.get("agentInteractionDuration"));
        call.put("TotalHoldDuration", told.get("totalHoldDuration"));
        org.reseed("VoiceCall", there.get("Id").toString(), call);
        return Response.json(200, Map.of("status", "OK"));
    }
}
