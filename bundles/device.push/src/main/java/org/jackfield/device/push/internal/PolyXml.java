package org.jackfield.device.push.internal;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads Poly's telephony notifications ({@code apps.telNotification}), which are XML: the first event's name counts.
 */
final class PolyXml {
    private static final int DEEPEST = 8;

    private static final Map<String, String> WORDS = Map.of(
            "OffHookEvent", "offhook",
            "OnHookEvent", "onhook",
            "IncomingCallEvent", "incoming",
            "OutgoingCallEvent", "outgoing",
            "LineRegistrationEvent", "registered",
            "LineUnregistrationEvent", "unregistered");

    private PolyXml() {}

    /** The word for it; empty if it is none of these or no XML. No DTD and no entity is read. */
    static Optional<String> word(byte[] body) {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            int depth = 0;
            while (xml.hasNext() && depth <= DEEPEST) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    String word = WORDS.get(xml.getLocalName());
                    if (word != null) {
                        return Optional.of(word);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
        } catch (XMLStreamException e) {
            // Hostile, or another vendor's.
        }
        return Optional.empty();
    }
}
