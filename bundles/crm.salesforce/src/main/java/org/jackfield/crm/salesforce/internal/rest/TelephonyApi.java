package org.jackfield.crm.salesforce.internal.rest;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * The telephony API of Salesforce Voice with Partner Telephony. It is on a server of its own and wants a token that is
 * signed with the contact centre's key for each request. On the caller's thread.
 */
public final class TelephonyApi {
    private static final String ORG = ".my.salesforce.com";
    private static final String TELEPHONY = ".my.salesforce-scrt.com";
    private static final Duration VALID = Duration.ofMinutes(3);

    private final Http http;
    private final SalesforceApi api;
    private final Login.App app;
    private final String callCenter;
    private final String provider;
    private final Clock clock;

    /**
     * @param callCenter its API name in the org
     * @param provider under which name the org knows us
     */
    public TelephonyApi(Http http, SalesforceApi api, Login.App app, String callCenter, String provider, Clock clock) {
        this.http = http;
        this.api = api;
        this.app = app;
        this.callCenter = callCenter;
        this.provider = provider;
        this.clock = clock;
    }

    public String callCenter() {
        return callCenter;
    }

    /** @throws Trouble if it did not work */
    public void send(String method, String path, Map<String, Object> body, Duration patience) {
        Call call = Call.json(method, "/telephony/v1" + path, body)
                .with("Authorization", "Bearer " + token())
                .with("Telephony-Provider-Name", provider);
        Reply reply = http.send(server(api.instance()), call, patience);
        if (!reply.ok()) {
            throw Refusals.of(reply);
        }
    }

    /** Where the org's telephony is; an org elsewhere, as in tests, has it in the same place. */
    static URI server(URI instance) {
        String host = instance.getHost();
        return host.endsWith(ORG)
                ? URI.create("https://" + host.substring(0, host.length() - ORG.length()) + TELEPHONY)
                : instance;
    }

    private String token() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", api.orgId());
        claims.put("sub", callCenter);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("exp", clock.instant().plus(VALID).getEpochSecond());
        try {
            return Assertion.signed(Login.key(app), claims);
        } catch (GeneralSecurityException e) {
            throw new Trouble(Kind.LOGIN, "The private key does not sign; it must be an RSA key");
        }
    }
}
