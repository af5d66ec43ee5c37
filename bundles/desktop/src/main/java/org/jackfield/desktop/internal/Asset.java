package org.jackfield.desktop.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A file of the page, ready to be sent.
 *
 * @param type media type with its charset
 * @param etag a hash of the content, quoted
 * @param forever whether the path names a version, so that the content behind it never changes
 */
record Asset(byte[] body, String type, String etag, boolean forever) {
    static Asset of(String path, byte[] body) {
        String etag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(body)) + '"';
        return new Asset(body, type(path), etag, path.startsWith("/webjars/"));
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            default -> "text/plain;charset=utf-8";
        };
    }
}
