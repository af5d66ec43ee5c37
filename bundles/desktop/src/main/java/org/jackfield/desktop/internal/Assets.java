package org.jackfield.desktop.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * Every file that may be served, read once. A path is looked up in this list and never handed to a file system or class
 * loader, so that no spelling of a path reaches anything else.
 */
final class Assets {
    /** Folders of the bundle and the paths they are served under. */
    static final Map<String, String> ROOTS = Map.of("/web/", "/", "/META-INF/resources/webjars/", "/webjars/");

    private static final Map<String, String> PAGES = Map.of("/", "/index.html", "/login", "/login.html");

    private final Map<String, Asset> byPath;

    Assets(Map<String, byte[]> files) {
        Map<String, Asset> assets = new HashMap<>();
        files.forEach((path, body) -> assets.put(path, Asset.of(path, body)));
        byPath = Map.copyOf(assets);
    }

    static Assets of(Bundle bundle) {
        Map<String, byte[]> files = new HashMap<>();
        ROOTS.forEach((folder, prefix) -> {
            Enumeration<URL> found = bundle.findEntries(folder, "*", true);
            for (URL file : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
                if (!file.getPath().endsWith("/")) {
                    files.put(prefix + file.getPath().substring(folder.length()), read(file));
                }
            }
        });
        return new Assets(files);
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(PAGES.getOrDefault(path, path)));
    }

    private static byte[] read(URL file) {
        try (InputStream in = file.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file.getPath() + " of the desktop bundle cannot be read; install it anew", e);
        }
    }
}
