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

    /** Whether a device may publish to that topic, or leave a will there. */
    boolean mayPublish(String device, String topic) {
        return read(topic).filter(said -> said.device().equals(device)).isPresent();
    }

    /** Whether a device may subscribe to that filter: its own commands, all or one of them. */
    boolean maySubscribe(String device, String filter) {
        String own = root() + device + "/c/";
        if (!isId(device) || !filter.startsWith(own)) {
            return false;
        }
        String rest = filter.substring(own.length());
        return rest.equals("#") || rest.equals("+") || NAME.matcher(rest).matches();
    }

    private String root() {
        return domain + "/1/";
    }
}
