package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A place in a JSON answer: a JSON Pointer (RFC 6901) in which {@code *} stands for every element of a list or member
 * of an object. Pure.
 */
final class Place {
    private Place() {}

    /** Everything that stands at the place, in order; a missing place is an empty list. */
    static List<JsonNode> all(JsonNode root, String place) {
        List<JsonNode> here = List.of(root);
        for (String step : place.isEmpty() ? new String[0] : place.substring(1).split("/", -1)) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : here) {
                if (step.equals("*")) {
                    node.forEach(next::add);
                } else {
                    next.add(child(node, step.replace("~1", "/").replace("~0", "~")));
                }
            }
            here = next;
        }
        return here.stream()
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .toList();
    }

    private static JsonNode child(JsonNode node, String step) {
        return node.isArray() && step.matches("[0-9]{1,9}") ? node.path(Integer.parseInt(step)) : node.path(step);
    }

    /** The first text or number at the place; empty if there is none. */
    static String text(JsonNode root, String place) {
        return place.isEmpty()
                ? ""
                : all(root, place).stream()
                        .filter(JsonNode::isValueNode)
                        .map(node -> node.asText().strip())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    /** The texts of several places, which spaces part in the template, with spaces between them. */
    static String texts(JsonNode root, String places) {
        return Arrays.stream(places.split(" +"))
                .map(place -> text(root, place))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
