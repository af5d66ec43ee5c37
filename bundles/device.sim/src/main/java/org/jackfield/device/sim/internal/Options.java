package org.jackfield.device.sim.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was written behind {@code ./jackfield devices}. */
record Options(
        String host,
        int port,
        int version,
        int count,
        String prefix,
        String domain,
        String script,
        String link,
        int firstLine,
        int seconds,
        int within,
        String credentials,
        Optional<String> api,
        String token) {
    static final String USAGE = """
        ./jackfield devices --count N [--script idle|desk|flap|duplicates|latewill|storm] ...
          --host 127.0.0.1 --port 1883   the broker
          --mqtt 5                       3 for MQTT 3.1.1
          --prefix desk-                 ids are desk-1, desk-2 ...; those that begin with hs are headsets
          --credentials FILE             lines id:password; with --api it is written if it is missing
          --api http://127.0.0.1:8181 --token T   enrol the devices there first, as an administrator, and tell how they are seen
          --link asterisk~main --first-line 1001   whose lines they serve, one each
          --seconds 0                    how long to run; 0 until Ctrl-C
          --within 30                    storm: all connections break at once and are back within so many seconds
        """;

    static Options of(String[] words) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException("'" + words[i] + "' is no option with a value");
            }
            given.put(words[i].substring(2), words[i + 1]);
        }
        Options options = new Options(
                text(given, "host", "127.0.0.1"),
                number(given, "port", "1883"),
                number(given, "mqtt", "5"),
                number(given, "count", "10"),
                text(given, "prefix", "desk-"),
                text(given, "domain", "jackfield"),
                text(given, "script", "desk"),
                text(given, "link", "asterisk~main"),
                number(given, "first-line", "1001"),
                number(given, "seconds", "0"),
                number(given, "within", "30"),
                text(given, "credentials", ""),
                Optional.ofNullable(given.remove("api")),
                text(given, "token", ""));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no option --" + given.keySet().iterator().next());
        }
        if (options.credentials.isEmpty() && options.api.isEmpty()) {
            throw new IllegalArgumentException("Say who the devices are: --credentials FILE, or --api and --token");
        }
        return options;
    }

    private static String text(Map<String, String> given, String name, String otherwise) {
        return Optional.ofNullable(given.remove(name)).orElse(otherwise);
    }

    private static int number(Map<String, String> given, String name, String otherwise) {
        String value = text(given, name, otherwise);
        if (!value.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("--" + name + " is '" + value + "', a whole number is wanted");
        }
        return Integer.parseInt(value);
    }
}
