package org.jackfield.routes.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.xml.in.ModelParser;
import org.apache.camel.xml.io.XmlPullParserException;
import org.apache.camel.xml.io.XmlPullParserLocationException;

/**
 * The text of a route file in Camel's XML DSL: {@code <routes>} with any number of {@code <route>}, or one route alone.
 * Pure: reads no file and starts nothing.
 */
record RouteFile(String name, String text) {
    private static final String CURE = "; correct it and save the file";

    /** The address of a step, or the text of an element. */
    private static final Pattern WORDS = Pattern.compile("uri\\s*=\\s*[\"']([^\"']+)[\"']|>\\s*([^<\\s][^<]*?)\\s*<");

    /**
     * Reads the routes; one without an id is named after the file.
     *
     * @throws BrokenRoutesException if the text is not what Camel reads
     */
    List<RouteDefinition> parse() throws BrokenRoutesException {
        List<RouteDefinition> routes = read().getRoutes();
        if (routes.isEmpty()) {
            throw new BrokenRoutesException(name, 1, "there is no <route> in it" + CURE);
        }
        String base = name.replaceFirst("\\.xml$", "");
        for (int i = 0; i < routes.size(); i++) {
            RouteDefinition route = routes.get(i);
            if (route.getInput() == null) {
                throw new BrokenRoutesException(
                        name, route.getLineNumber(), "the route has no <from>, so nothing ever starts it" + CURE);
            }
            if (route.getId() == null) {
                route.setId(i == 0 ? base : base + "-" + (i + 1));
            }
        }
        return routes;
    }

    private RoutesDefinition read() throws BrokenRoutesException {
        try {
            // Camel's two namespaces and none at all are the same to a person, so they are the same here.
            ModelParser parser = new ModelParser(ResourceHelper.fromString(name, text));
            parser.addSecondaryNamespace(ModelParser.SPRING_NAMESPACE);
            Optional<RoutesDefinition> routes = parser.parseRoutesDefinition();
            return routes.orElseThrow(
                    () -> new BrokenRoutesException(name, 1, "it does not begin with <routes> or <route>" + CURE));
        } catch (XmlPullParserLocationException e) {
            throw new BrokenRoutesException(name, e.getLineNumber(), inWords(e.getCause()) + CURE);
        } catch (XmlPullParserException e) {
            throw new BrokenRoutesException(name, e.getLineNumber(), inWords(e) + CURE);
        } catch (IOException | RuntimeException e) {
            throw new BrokenRoutesException(name, 0, inWords(e) + CURE);
        }
    }

    /** What Camel could not start, told so that a person finds the place. */
    BrokenRoutesException broken(RouteDefinition route, Exception failure) {
        Throwable root = root(failure);
        Optional<Place> place = placeOf(failure);
        String what = root instanceof NoSuchEndpointException
                ? "there is no component for '" + place.map(Place::words).orElse(root.getMessage())
                        + "'; correct the address or install the component's bundle"
                : inWords(root) + place.map(found -> found.in(inWords(root))).orElse("") + CURE;
        return new BrokenRoutesException(name, place.map(Place::line).orElse(route.getLineNumber()), what);
    }

    /** An address or expression as it stands in the file. */
    private record Place(int line, String words) {
        String in(String sentence) {
            return plain(sentence).contains(words) ? "" : " in '" + words + "'";
        }
    }

    /**
     * Camel tells which address or expression failed but not its line: the one it speaks of most fully is looked for.
     */
    private Optional<Place> placeOf(Throwable failure) {
        String told = told(failure);
        Place best = null;
        int bestFit = 0;
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            String found = plain(words.group(1) == null ? words.group(2) : words.group(1));
            int fit = fit(found, told);
            if (fit > bestFit) {
                bestFit = fit;
                best = new Place((int) text.substring(0, words.end()).lines().count(), found);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Camel sorts the parameters of an address, so without them it fits as well, but less. */
    private static int fit(String found, String told) {
        String bare = found.replaceFirst("\\?.*", "");
        return (told.contains(found) ? found.length() : 0) + (told.contains(bare) ? bare.length() : 0);
    }

    /** The address that failed, or else every message on the way. */
    private static String told(Throwable failure) {
        StringBuilder told = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchEndpointException unknown) {
                return plain(unknown.getUri());
            }
            if (cause instanceof ResolveEndpointFailedException unresolved) {
                return plain(unresolved.getUri());
            }
            // This one tells the whole route, so it speaks of every place in it.
            if (!(cause instanceof FailedToCreateRouteException)) {
                told.append(plain(String.valueOf(cause.getMessage()))).append('\n');
            }
        }
        return told.toString();
    }

    /** Camel writes addresses with slashes and XML writes ampersands as entities. */
    private static String plain(String words) {
        return words.replace("://", ":").replace("&amp;", "&");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** The first line of a message, without what the sentence around it says already. */
    private static String inWords(Throwable failure) {
        return RouteFailures.sentence(failure)
                .replaceFirst("^Failed to start route: \\S+ because: ", "")
                .replaceFirst(
                        "^Failed to resolve endpoint: (\\S+) due to: .*Unknown parameters=",
                        "$1 has unknown parameters ")
                .replaceFirst("\\s*\\(position:.*", "")
                .replaceFirst("\\{[^}]*\\}(?=\\w+')", "")
                .strip();
    }
}
