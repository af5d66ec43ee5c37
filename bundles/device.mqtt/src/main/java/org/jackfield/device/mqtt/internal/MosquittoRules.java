package org.jackfield.device.mqtt.internal;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jackfield.api.device.Enrolment;

/**
 * The rules of {@code jackfield/1} as an {@code acl_file} of Mosquitto.
 *
 * @param domain first level of every topic
 * @param server the user as which this server connects; empty for the usual name
 */
record MosquittoRules(String domain, String server) {
    private static final String USUAL_SERVER = "jackfield";

    String acl(Collection<Enrolment> devices) {
        String root = domain + "/1/";
        StringBuilder file = new StringBuilder();
        file.append("# The server may do everything.\n");
        file.append("user ").append(server.isBlank() ? USUAL_SERVER : server).append('\n');
        file.append("topic readwrite ").append(root).append("#\n\n");
        Map<String, java.util.List<String>> bridges = devices.stream()
                .filter(device -> device.root().isPresent())
                .collect(Collectors.groupingBy(
                        device -> device.root().orElseThrow(),
                        TreeMap::new,
                        Collectors.mapping(Enrolment::device, Collectors.toList())));
        bridges.forEach((bridge, children) -> {
            file.append("# A bridge speaks for its children.\nuser ")
                    .append(bridge)
                    .append('\n');
            children.stream().sorted().forEach(child -> rules(file, "topic", root + child));
            file.append('\n');
        });
        file.append("# A device writes under its own id and reads its own commands, nothing else.\n");
        rules(file, "pattern", root + "%u");
        return file.toString();
    }

    private static void rules(StringBuilder file, String kind, String device) {
        for (String part : new String[] {"$state", "$description", "s/+", "e/+", "r/+"}) {
            file.append(kind)
                    .append(" write ")
                    .append(device)
                    .append('/')
                    .append(part)
                    .append('\n');
        }
        file.append(kind).append(" read ").append(device).append("/c/#\n");
    }
}
