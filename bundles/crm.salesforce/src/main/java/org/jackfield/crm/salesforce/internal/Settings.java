package org.jackfield.crm.salesforce.internal;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jackfield.crm.salesforce.internal.rest.Login;
import org.jackfield.crm.salesforce.internal.rest.TrustedHosts;

/**
 * What a configuration says, checked.
 *
 * @param agents users by agent id
 * @param defaultOwner empty for the integration user
 * @param callCenter empty if Salesforce Voice is not told of calls
 */
record Settings(
        String name,
        String tenant,
        Login.App app,
        TrustedHosts hosts,
        String apiVersion,
        List<String> objects,
        String region,
        String callIdField,
        Map<String, String> agents,
        String defaultOwner,
        String callCenter,
        String telephonyProvider,
        Duration lookupTimeout,
        Duration writeTimeout) {
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{1,2}\\.0");
    private static final Pattern API_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
    private static final int LONGEST_MS = 120_000;

    /** @throws IllegalArgumentException in one sentence that names key, value and what is allowed */
    static Settings of(String pid, SalesforceConfig config, Predicate<String> regions) {
        URI login = TrustedHosts.address(config.loginUrl().strip());
        if (config.clientId().isBlank()) {
            throw new IllegalArgumentException("clientId is empty; write the consumer key of the External Client App");
        }
        if (!VERSION.matcher(config.apiVersion()).matches()) {
            throw new IllegalArgumentException(
                    "apiVersion '" + config.apiVersion() + "' is none; versions are written like 66.0");
        }
        if (!regions.test(config.defaultRegion())) {
            throw new IllegalArgumentException("defaultRegion '" + config.defaultRegion()
                    + "' is not a region; two capital letters such as GB or VN are");
        }
        return new Settings(
                name(pid),
                config.tenant(),
                app(login, config),
                new TrustedHosts(login, List.of(config.allowedHosts())),
                config.apiVersion(),
                objects(config.objects()),
                config.defaultRegion(),
                apiName("callIdField", config.callIdField()),
                agents(config.agents()),
                config.defaultOwner().strip(),
                callCenter(config),
                config.telephonyProvider().strip(),
                duration("lookupTimeoutMs", config.lookupTimeoutMs()),
                duration("writeTimeoutMs", config.writeTimeoutMs()));
    }

    static String name(String pid) {
        return "salesforce~" + pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
    }

    private static Login.App app(URI login, SalesforceConfig config) {
        boolean key = !config.privateKey().isBlank() || !config.privateKeyFile().isBlank();
        if (key == !config.clientSecret().isBlank()) {
            throw new IllegalArgumentException(
                    "one of clientSecret, privateKey and privateKeyFile must be set and no other of them, since that"
                            + " is how Jackfield logs in");
        }
        if (key && config.username().isBlank()) {
            throw new IllegalArgumentException("username is empty; with a private key, name the user to work as");
        }
        return new Login.App(
                login,
                config.clientId().strip(),
                config.clientSecret().strip(),
                config.username().strip(),
                config.privateKeyFile().strip(),
                config.privateKey().strip(),
                config.audience().isBlank()
                        ? audience(login)
                        : config.audience().strip());
    }

    private static String callCenter(SalesforceConfig config) {
        String callCenter = config.callCenter().strip();
        if (!callCenter.isEmpty() && !config.clientSecret().isBlank()) {
            throw new IllegalArgumentException(
                    "callCenter is set, and Salesforce Voice needs a private key; log in with one, or take it out");
        }
        return callCenter.isEmpty() ? "" : apiName("callCenter", callCenter);
    }

    private static String audience(URI login) {
        boolean sandbox =
                login.getHost().equals("test.salesforce.com") || login.getHost().endsWith(".sandbox.my.salesforce.com");
        return sandbox ? "https://test.salesforce.com" : "https://login.salesforce.com";
    }

    private static List<String> objects(String[] objects) {
        List<String> names = Stream.of(objects)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        names.stream()
                .filter(name -> !List.of("Contact", "Account", "Lead").contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "objects names '" + name + "'; Contact, Account and Lead are possible");
                });
        if (names.isEmpty()) {
            throw new IllegalArgumentException("objects is empty; name Contact, Account or Lead");
        }
        return names;
    }

    private static String apiName(String key, String value) {
        if (!API_NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    key + " '" + value + "' is no field's API name; one is written like CtiCallId__c");
        }
        return value;
    }

    private static Map<String, String> agents(String[] table) {
        Map<String, String> agents = new LinkedHashMap<>();
        for (String row : table) {
            int equals = row.indexOf('=');
            if (!row.isBlank() && (equals < 1 || row.substring(equals + 1).isBlank())) {
                throw new IllegalArgumentException("agents has '" + row
                        + "'; write agent=user, separated by commas, for example" + " alice=alice@example.com");
            }
            if (!row.isBlank()) {
                agents.put(
                        row.substring(0, equals).strip(),
                        row.substring(equals + 1).strip());
            }
        }
        return Map.copyOf(agents);
    }

    private static Duration duration(String key, int ms) {
        if (ms < 100 || ms > LONGEST_MS) {
            throw new IllegalArgumentException(key + " is " + ms + "; 100 to " + LONGEST_MS + " is possible");
        }
        return Duration.ofMillis(ms);
    }
}
