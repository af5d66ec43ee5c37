package org.jackfield.device.mqtt.internal;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The topics of {@code jackfield/1}: how they are written, read, and who may use them. */
record Topics(String domain) {
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Set<String> LISTS = Set.of("s", "e", "r");

    Topics {
        checkLevel("domain", domain);
    }

    /** Checks what a person wrote for one level of a topic; the message is one sentence. */
    static void checkLevel(String key, String level) {
        if (!LEVEL.matcher(level).matches()) {
            throw new IllegalArgumentException("etc/" + MqttConfig.PID + ".cfg: " + key + " is '" + level
                    + "', allowed are 1 to 64 letters, digits, - and _");
        }
    }

    /** What a device says with a topic. */
    enum Part {
        STATE,
        DESCRIPTION,
        FACT,
        EVENT,
        ANSWER
    }

    /**
     * A topic that a device writes to.
     *
     * @param name of the facet or event, or the id of the command that is answered; empty for the others
     */
    record Said(String device, Part part, String name) {}

    /** Whether a device may have that id. It rules out what would be a wildcard or a level in a topic. */
    static boolean isId(String id) {
        return id != null && ID.matcher(id).matches();
    }

    /** Everything that devices write, in one filter: brokers keep the order within a subscription, not over several. */
    String everyDevice() {
        return root() + "+/#";
    }

    String command(String device, String command) {
        return root() + device + "/c/" + command;
    }

    String host(String node) {
        return root() + "$host/" + node;
    }

    String presence(String agent) {
        return root() + "$agent/" + agent + "/presence";
    }

    /** Reads a topic; empty if no device may write to it. */
    Optional<Said> read(String topic) {
        if (!topic.startsWith(root())) {
            return Optional.empty();
        }
        String[] levels = topic.substring(root().length()).split("/", -1);
        if (levels.length < 2 || !isId(levels[0])) {
            return Optional.empty();
        }
        if (levels.length == 2) {
            return switch (levels[1]) {
                case "$state" -> Optional.of(new Said(levels[0], Part.STATE, ""));
                case "$description" -> Optional.of(new Said(levels[0], Part.DESCRIPTION, ""));
                default -> Optional.empty();
            };
        }
        if (levels.length != 3
                || !LISTS.contains(levels[1])
                || !NAME.matcher(levels[2]).matches()) {
            return Optional.empty();
        }
        Part part = levels[1].equals("s") ? Part.FACT : levels[1].equals("e") ? Part.EVENT : Part.ANSWER;
        return Optional.of(new Said(levels[0], part, levels[2]));
    }

    /** Under whose id a topic is written to; empty if no device may write there. */
    Optional<String> writer(String topic) {
        return read(topic).map(Said::device);
    }

    /** Whose commands a filter hears, all or one of them; empty for anything else. */
    Optional<String> reader(String filter) {
        if (!filter.startsWith(root())) {
            return Optional.empty();
        }
        String[] levels = filter.substring(root().length()).split("/", -1);
        return levels.length == 3
                        && isId(levels[0])
                        && levels[1].equals("c")
                        && (levels[2].equals("#")
                                || levels[2].equals("+")
                                || NAME.matcher(levels[2]).matches())
                ? Optional.of(levels[0])
                : Optional.empty();
    }

    /** Whether a topic stands below a device's id, whatever follows. */
    boolean isBelow(String topic, String device) {
        return topic.startsWith(root() + device + "/") && !topic.startsWith(root() + device + "/c/");
    }

    String root() {
        return domain + "/1/";
    }
}
