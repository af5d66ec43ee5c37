package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/** Which version of the API to speak: the wanted one, or the newest below it that the org offers. Pure. */
final class ApiVersion {
    private ApiVersion() {}

    static String chosen(String wanted, JsonNode offered) {
        return StreamSupport.stream(offered.spliterator(), false)
                .map(each -> each.path("version").asText())
                .filter(version -> version.matches("\\d{1,3}\\.\\d"))
                .filter(version -> Double.parseDouble(version) <= Double.parseDouble(wanted))
                .max(Comparator.comparingDouble(Double::parseDouble))
                .orElseThrow(() -> new Trouble(
                        Kind.LOGIN, "The org offers no version of the API up to " + wanted + "; raise apiVersion"));
    }
}
