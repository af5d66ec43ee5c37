package org.jackfield.crm.carddav.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The two questions of CardDAV that are needed: what changed (RFC 6578), and those cards (RFC 6352). Asks one address
 * alone; what the server writes as an address is only given back to it as a name.
 */
final class Dav {
    private static final String DAV = "DAV:";
    private static final String CARD = "urn:ietf:params:xml:ns:carddav";
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final URI url;
    private final Optional<String> authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * What changed since a token.
     *
     * @param token for the next time
     */
    record Changes(List<String> changed, List<String> gone, String token) {}

    /** A card as it is stored. */
    record Stored(String href, String text) {}

    /** The server did not answer as it should; the message is one sentence. */
    static final class DavException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        DavException(String sentence, int status) {
            super(sentence);
            this.status = status;
        }

        /** Whether the server does not know the token any more (RFC 6578, 3.8). */
        boolean forgotToken() {
            return status == 403 || status == 409 || status == 412 || status == 400;
        }
    }

    Dav(URI url, String username, String secret) {
        this.url = url;
        this.authorization = username.isBlank()
                ? Optional.empty()
                : Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString((username + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    /** @param token empty for everything */
    Changes changes(String token) throws DavException, InterruptedException {
        Document answer = report("<sync-collection xmlns='DAV:'><sync-token>" + escaped(token)
                + "</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>");
        List<String> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Element response : elements(answer.getDocumentElement(), DAV, "response")) {
            String href = text(response, DAV, "href");
            boolean missing = elements(response, DAV, "status").stream()
                    .filter(status -> status.getParentNode() == response)
                    .anyMatch(status -> status.getTextContent().contains(" 404"));
            boolean folder = href.endsWith("/");
            if (!href.isEmpty() && !folder) {
                (missing ? gone : changed).add(href);
            }
        }
        return new Changes(changed, gone, text(answer.getDocumentElement(), DAV, "sync-token"));
    }

    List<Stored> cards(List<String> hrefs) throws DavException, InterruptedException {
        Document answer = report("<C:addressbook-multiget xmlns='DAV:' xmlns:C='" + CARD
                + "'><prop><getetag/><C:address-data/></prop>"
                + hrefs.stream()
                        .map(href -> "<href>" + escaped(href) + "</href>")
                        .collect(Collectors.joining())
                + "</C:addressbook-multiget>");
        List<Stored> cards = new ArrayList<>();
        for (Element response : elements(answer.getDocumentElement(), DAV, "response")) {
            String card = text(response, CARD, "address-data");
            if (!card.isBlank()) {
                cards.add(new Stored(text(response, DAV, "href"), card));
            }
        }
        return cards;
    }

    private Document report(String body) throws DavException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(DEADLINE)
                .header("Content-Type", "application/xml; charset=utf-8")
                .header("Depth", "1")
                .method("REPORT", BodyPublishers.ofString("<?xml version='1.0' encoding='utf-8'?>" + body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 207) {
                throw new DavException(refused(answer.statusCode()), answer.statusCode());
            }
            return parse(answer.body());
        } catch (HttpTimeoutException e) {
            throw new DavException("The address book did not answer within " + DEADLINE.toSeconds() + " s", 0);
        } catch (ConnectException e) {
            throw new DavException("The address book's server cannot be reached; is the url right?", 0);
        } catch (IOException e) {
            throw new DavException("The address book broke off (" + e.getClass().getSimpleName() + ")", 0);
        }
    }

    private static String refused(int status) {
        return switch (status) {
            case 401, 403 -> "The address book answered " + status + "; check username, secret and what they may read";
            case 404 -> "The address book answered 404; is url the address book itself?";
            default ->
                "The address book answered " + status + " to a question of CardDAV; is url the address book itself?";
        };
    }

    private static Document parse(byte[] xml) throws DavException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (SAXException | ParserConfigurationException e) {
            throw new DavException("The address book answered with something that is no XML", 0);
        }
    }

    private static List<Element> elements(Element in, String namespace, String name) {
        NodeList found = in.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>(found.getLength());
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element in, String namespace, String name) {
        List<Element> found = elements(in, namespace, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
