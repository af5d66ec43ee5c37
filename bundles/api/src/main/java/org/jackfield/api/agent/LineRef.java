package org.jackfield.api.agent;

/** A line: an extension at a PBX, unique together with its link. Written {@code asterisk~main/1001}. */
public record LineRef(String link, String line) {
    @Override
    public String toString() {
        return link + "/" + line;
    }
}
