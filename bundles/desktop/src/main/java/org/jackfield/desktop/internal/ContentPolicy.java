package org.jackfield.desktop.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Content-Security-Policy of the page. Scripts come from this server only. A browser takes an import map inline
 * only, so its hash, computed from the very page that is served, is the one exception. With Trusted Types no text
 * becomes markup except through the templates of lit-html, whose holes are always text.
 */
final class ContentPolicy {
    private static final Pattern IMPORT_MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");

    private ContentPolicy() {}

    /** @param ancestors sites whose pages may frame this one, beside this server itself */
    static String of(Asset page, List<String> ancestors) {
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'" + importMapHash(new String(page.body(), StandardCharsets.UTF_8)),
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                String.join(" ", "frame-ancestors 'self'", String.join(" ", ancestors))
                        .strip(),
                "require-trusted-types-for 'script'",
                "trusted-types lit-html");
    }

    private static String importMapHash(String html) {
        Matcher map = IMPORT_MAP.matcher(html);
        if (!map.find()) {
            return "";
        }
        byte[] hash = Asset.sha256(map.group(1).getBytes(StandardCharsets.UTF_8));
        return " 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }
}
