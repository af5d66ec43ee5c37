package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jackfield.crm.rest.internal.Template.Request;

/**
 * Makes requests out of what a template says. Every value is escaped for where it stands, and no value chooses the
 * host: the address always begins with the configured url. Pure.
 */
final class Requests {
    private static final String IF = "$if";
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private final URI base;
    private final ObjectMapper json;

    /** @param base without a slash at its end */
    Requests(URI base, ObjectMapper json) {
        this.base = base;
        this.json = json;
    }

    /** @throws IllegalArgumentException in one sentence if a value cannot stand where it is wanted */
    HttpRequest.Builder build(Request request, Variables variables) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address(request, variables))
                .header("Accept", "application/json")
                .header("User-Agent", "Jackfield");
        request.headers().forEach((name, value) -> builder.header(name, header(Expression.fill(value, variables))));
        if (!request.form().isEmpty()) {
            builder.header("Content-Type", "application/x-www-form-urlencoded");
            return builder.method(request.method(), BodyPublishers.ofString(pairs(request.form(), variables)));
        }
        if (request.body().isMissingNode()) {
            return builder.method(request.method(), BodyPublishers.noBody());
        }
        builder.header("Content-Type", "application/json");
        return builder.method(
                request.method(),
                BodyPublishers.ofString(body(request.body(), variables).toString()));
    }

    private URI address(Request request, Variables variables) {
        String path = Expression.fill(request.path(), variables, Requests::segment);
        String query = request.query().isEmpty() ? "" : "?" + pairs(request.query(), variables);
        URI address = URI.create(base + path + query);
        if (!base.getRawAuthority().equals(address.getRawAuthority())
                || !base.getScheme().equals(address.getScheme())) {
            throw new IllegalArgumentException("the path " + request.path() + " leads to another host than " + base);
        }
        return address;
    }

    private static String segment(String value) {
        if (value.isEmpty() || value.matches("\\.+")) {
            throw new IllegalArgumentException("'" + value + "' cannot be a part of an address");
        }
        return encoded(value);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String pairs(Map<String, String> pairs, Variables variables) {
        return pairs.entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(Expression.fill(pair.getValue(), variables)))
                .collect(Collectors.joining("&"));
    }

    private static String header(String value) {
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("a header's value may have printable ASCII alone");
        }
        return value;
    }

    /** The same tree with every text filled; missing if nothing is to be sent. */
    JsonNode body(JsonNode node, Variables variables) {
        if (node.isTextual()) {
            return text(node.textValue(), variables);
        }
        if (node.isArray()) {
            ArrayNode filled = json.createArrayNode();
            node.forEach(element -> {
                JsonNode value = body(element, variables);
                if (!value.isMissingNode()) {
                    filled.add(value);
                }
            });
            return filled;
        }
        return node.isObject() ? object(node, variables) : node;
    }

    private JsonNode object(JsonNode node, Variables variables) {
        if (node.has(IF) && Expression.fill(node.get(IF).asText(), variables).isEmpty()) {
            return MissingNode.getInstance();
        }
        ObjectNode filled = json.createObjectNode();
        node.fields().forEachRemaining(member -> {
            JsonNode value = body(member.getValue(), variables);
            if (!member.getKey().equals(IF) && !value.isMissingNode()) {
                filled.set(member.getKey(), value);
            }
        });
        return filled;
    }

    private static JsonNode text(String text, Variables variables) {
        if (Expression.isWhole(text) && !Expression.list(text, variables).isEmpty()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            Expression.list(text, variables).forEach(list::add);
            return list;
        }
        String value = Expression.fill(text, variables);
        if (value.isEmpty() && Expression.isOptional(text)) {
            return MissingNode.getInstance();
        }
        if (Expression.isNumber(text) && value.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?")) {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(value));
        }
        return JsonNodeFactory.instance.textNode(value);
    }
}
