package org.jackfield.crm.rest.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a configuration says, checked. Each fault is one sentence that names the key. Pure. */
final class Settings {
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    private Settings() {}

    /** The address all requests begin with, without a slash at its end. */
    static URI base(RestConfig config) {
        String url = config.url().strip().replaceFirst("/+$", "");
        URI base;
        try {
            base = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url '" + url + "' is no address; write https://crm.example", e);
        }
        boolean https = "https".equals(base.getScheme());
        boolean http = "http".equals(base.getScheme());
        if (!https && !http || base.getHost() == null) {
            throw new IllegalArgumentException("url '" + url + "' is no address; write https://crm.example");
        }
        if (http && !config.allowPlainHttp() && !HERE.contains(base.getHost())) {
            throw new IllegalArgumentException("url '" + url
                    + "' would send secrets and names in the clear; use https://, or set allowPlainHttp = true");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "url has more than host and path; user and secret have keys of their own");
        }
        return base;
    }

    /** The variables that every request of the connector can use. */
    static Variables variables(RestConfig config, Template template, URI base) {
        Map<String, String> all = new HashMap<>(Map.of(
                "setting.url", base.toString(),
                "setting.username", config.username(),
                "setting.secret", config.secret(),
                "setting.refreshToken", config.refreshToken()));
        Map<String, String> given = pairs("settings", config.settings());
        template.settings().forEach((name, what) -> {
            if (!given.containsKey(name)) {
                throw new IllegalArgumentException("settings lacks " + name + ", " + what + "; write settings = " + name
                        + "=…, several with commas between them");
            }
        });
        given.forEach((name, value) -> all.put("setting." + name, value));
        return Variables.of(template.words()).with(all);
    }

    static Map<String, String> pairs(String key, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals < 1 && !pair.isBlank()) {
                throw new IllegalArgumentException(key + ": '" + pair.strip() + "' is not name=value");
            }
            if (!pair.isBlank()) {
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }
}
