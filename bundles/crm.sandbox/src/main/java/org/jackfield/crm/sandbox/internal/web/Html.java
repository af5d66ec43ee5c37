package org.jackfield.crm.sandbox.internal.web;

import java.util.List;
import java.util.stream.Collectors;

/** Puts a page together; whatever comes from a record goes through {@link #text}. */
final class Html {
    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;"
            + "padding:0 1rem;color:#16202b}h1{font-size:1.3rem}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}"
            + "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d9dee3;padding:.3rem .6rem;"
            + "text-align:left;vertical-align:top;white-space:pre-line}th{font-weight:600;color:#55616e}"
            + "a{color:#0b5cad}";

    private final StringBuilder body = new StringBuilder();

    Html heading(String text) {
        body.append("<h2>").append(text(text)).append("</h2>\n");
        return this;
    }

    /** Begins an element that a test can find by its name. */
    Html open(String element, String name) {
        body.append("<")
                .append(element)
                .append(" data-testid=\"")
                .append(text(name))
                .append("\">\n");
        return this;
    }

    Html close(String element) {
        body.append("</").append(element).append(">\n");
        return this;
    }

    Html header(List<String> cells) {
        body.append(
                cells.stream().map(Html::text).collect(Collectors.joining("</th><th>", "<tr><th>", "</th></tr>\n")));
        return this;
    }

    /** @param cells in HTML */
    Html row(List<String> cells) {
        body.append(cells.stream().collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>\n")));
        return this;
    }

    String page(String title) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + text(title)
                + "</title><style>" + STYLE + "</style></head><body><h1>" + link("/", "Sandbox org") + "</h1>\n" + body
                + "</body></html>\n";
    }

    /** Text as HTML shows it. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A link within the org. */
    static String link(String path, String text) {
        return "<a href=\"" + text(path) + "\">" + text(text) + "</a>";
    }
}
