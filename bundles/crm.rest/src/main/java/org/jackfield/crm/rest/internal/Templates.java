package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds and reads templates: those that come with the bundle by their names, and anybody's own by a file. */
final class Templates {
    private static final long LARGEST = 256 << 10;

    private Templates() {}

    /**
     * @param name of a shipped one, such as {@code zendesk}, or the path of a file that ends with .yaml
     * @throws IllegalArgumentException in one sentence
     */
    static Template read(String name) {
        try {
            return parse(name, name.endsWith(".yaml") ? file(name) : shipped(name));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("template " + name + " is not there; put the file there", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("template " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] file(String name) throws IOException {
        Path path = Path.of(name);
        if (Files.size(path) > LARGEST) {
            throw new IOException("it is larger than " + (LARGEST >> 10) + " kB");
        }
        return Files.readAllBytes(path);
    }

    private static byte[] shipped(String name) throws IOException {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IOException("name a shipped one such as zendesk, or a file that ends with .yaml");
        }
        try (InputStream in = Templates.class.getResourceAsStream("/templates/" + name + ".yaml")) {
            if (in == null) {
                throw new IOException("no template of that name comes with Jackfield; see the README of crm.rest");
            }
            return in.readAllBytes();
        }
    }

    static Template parse(String name, byte[] yaml) {
        try {
            return new ObjectMapper(new YAMLFactory()).readValue(yaml, Template.class);
        } catch (JsonMappingException e) {
            String where =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new IllegalArgumentException("template " + name + where + ": " + sentence(e), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "template " + name + " line " + e.getLocation().getLineNr() + " is no YAML: "
                            + firstLine(e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("template " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sentence(JsonMappingException e) {
        Throwable cause = e.getCause() instanceof IllegalArgumentException ours ? ours : e;
        return firstLine(
                cause instanceof JsonMappingException mapping ? mapping.getOriginalMessage() : cause.getMessage());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
