package org.jackfield.desktop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser. */
class PageTest {
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '([^']+)'");
    private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");

    /** What would let text become markup or code, or would break the policy. */
    private static final Pattern FORBIDDEN = Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write"
            + "|\\beval\\(|new Function|unsafe|\\sstyle=|\\son[a-z]+=|<style|javascript:");

    private static final Pattern FOREIGN_HOST = Pattern.compile("(?i)(?:https?:)?//[a-z0-9-]+\\.[a-z]");

    @Test
    void everyFileThatIsAskedForIsThere() throws Exception {
        JsonNode imports = importMap();
        List<String> missing = new ArrayList<>();
        Set<String> served = WebFiles.all().keySet();
        WebFiles.ours(".js").forEach((path, module) -> {
            for (String name : found(IMPORT, module)) {
                String target = URI.create(path).resolve(mapped(imports, name)).getPath();
                if (!served.contains(target)) {
                    missing.add(path + " imports " + name);
                }
            }
        });
        WebFiles.ours(".html").forEach((path, page) -> {
            for (String link : found(LINKED, page)) {
                if (!served.contains(URI.create(path).resolve(link).getPath())) {
                    missing.add(path + " links to " + link);
                }
            }
        });
        assertEquals(List.of(), missing);
    }

    @Test
    void nothingTurnsTextIntoMarkupOrCode() {
        Stream.of(".js", ".html")
                .map(WebFiles::ours)
                .forEach(files -> files.forEach((path, content) -> {
                    Matcher forbidden = FORBIDDEN.matcher(content);
                    assertFalse(forbidden.find(), () -> path + " holds " + forbidden.group());
                }));
    }

    @Test
    void noOtherHostIsNamed() {
        Stream.of(".js", ".html", ".css")
                .map(WebFiles::ours)
                .forEach(files -> files.forEach((path, content) -> {
                    Matcher foreign = FOREIGN_HOST.matcher(content);
                    assertFalse(foreign.find(), () -> path + " names " + foreign.group());
                }));
    }

    @Test
    void theLibraryComesWithItsLicence() {
        assertTrue(
                WebFiles.all().keySet().stream().anyMatch(path -> path.matches("/webjars/lit-html/[0-9.]+/LICENSE")));
    }

    private static JsonNode importMap() throws Exception {
        Matcher map =
                Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>").matcher(WebFiles.text("/index.html"));
        assertTrue(map.find());
        return new ObjectMapper().readTree(map.group(1)).get("imports");
    }

    /** A relative name as it is; a bare one through the map, as seen from any page at the top. */
    private static String mapped(JsonNode imports, String name) {
        if (name.startsWith(".")) {
            return name;
        }
        int slash = name.indexOf('/');
        String address = slash < 0
                ? imports.path(name).asText()
                : imports.path(name.substring(0, slash + 1)).asText() + name.substring(slash + 1);
        return URI.create("/").resolve(address).getPath();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
