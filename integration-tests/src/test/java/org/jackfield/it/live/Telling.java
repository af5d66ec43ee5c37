package org.jackfield.it.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Api;
import org.jackfield.it.harness.Await;

/** What the product's API tells of calls, one scenario at a time. */
final class Telling {

    private static final Path KEPT = Path.of("target", "live");
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    private final Api api;
    private final Set<String> known = new HashSet<>();

    Telling(Api api) {
        this.api = api;
    }

    /**
     * The calls that are new since this was asked last: as soon as that many are told, all have ended and a second look
     * shows the same; or what there is when patience ends.
     */
    List<JsonNode> news(int atLeast) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<JsonNode> before = List.of();
        List<JsonNode> news = unknown();
        while (System.nanoTime() < deadline && !(news.size() >= atLeast && news.equals(before) && allEnded(news))) {
            Await.pass(A_MOMENT);
            before = news;
            news = unknown();
        }
        news.forEach(call -> known.add(call.path("id").asText()));
        return news;
    }

    /** Leaves truth and telling in files, for whoever looks into a difference. */
    void keep(String scenario, JsonNode seen, List<JsonNode> told) {
        try {
            Files.createDirectories(KEPT);
            Files.writeString(KEPT.resolve(scenario + ".truth.json"), seen.toPrettyString());
            ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(told);
            Files.writeString(KEPT.resolve(scenario + ".calls.json"), all.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(KEPT + " could not be written", e);
        }
    }

    private static boolean allEnded(List<JsonNode> calls) {
        return calls.stream().allMatch(call -> call.path("state").asText().equals("ended"));
    }

    private List<JsonNode> unknown() {
        JsonNode items = api.get("/calls?limit=250").orFail().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(call -> !known.contains(call.path("id").asText()))
                .toList();
    }
}
