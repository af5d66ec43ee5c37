package org.jackfield.core.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jackfield.api.call.Alias;

/**
 * What the PBX calls a live call, its legs, and the calls that became part of it. The list is made anew when a name
 * comes, so that the pictures in between share it. Used by its lane's thread only.
 */
final class LiveNames {
    private final String kind;
    private List<Alias> aliases;

    LiveNames(String kind, List<Alias> told) {
        this.kind = kind;
        this.aliases = told;
    }

    void add(String nativeId) {
        Alias alias = new Alias(kind, nativeId);
        if (!aliases.contains(alias)) {
            List<Alias> all = new ArrayList<>(aliases);
            all.add(alias);
            aliases = List.copyOf(all);
        }
    }

    void add(LiveNames others) {
        others.aliases.forEach(alias -> add(alias.value()));
    }

    /** The names of the call and of those that became part of it; its legs have names of their own. */
    Set<String> ofCalls(Set<String> legs) {
        Set<String> names = new LinkedHashSet<>();
        aliases.stream().limit(1).forEach(alias -> names.add(alias.value()));
        aliases.stream().map(Alias::value).filter(name -> !legs.contains(name)).forEach(names::add);
        return names;
    }

    List<Alias> picture() {
        return aliases;
    }
}
