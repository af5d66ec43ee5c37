package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jackfield.api.Word;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.Shift;
import org.jackfield.api.call.Alias;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Lineage;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueVisit;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.call.Service;
import org.jackfield.api.control.MissedWindow;
import org.jackfield.api.crm.Match;
import org.jackfield.api.device.Device;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Fact;
import org.jackfield.api.health.Status;
import org.jackfield.api.pop.Pop;
import org.jackfield.api.report.AgentCounts;
import org.jackfield.api.report.ServiceLevel;
import org.jackfield.api.store.Outbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The description says what the code does. */
class OpenApiTest {
    private final JsonNode description = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(OpenApiTest.class.getResource("openapi.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> names(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false);
    }

    private static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void everyAddressIsDescribedAndEveryDescriptionIsServed() {
        Set<String> served = new TreeSet<>(List.of("GET /events"));
        for (Class<?> resource : List.of(
                SessionResource.class,
                CallsResource.class,
                AgentsResource.class,
                CallsCsvResource.class,
                TimelineResource.class,
                RecordResource.class,
                FloorResource.class,
                CrmResource.class,
                JournalResource.class,
                DevicesResource.class,
                ShiftsResource.class,
                ReportsResource.class,
                UsersResource.class,
                HealthResource.class)) {
            String base = resource.getAnnotation(Path.class).value();
            for (Method method : resource.getMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (http != null) {
                        Path path = method.getAnnotation(Path.class);
                        served.add(http.value() + " " + (base + (path == null ? "" : path.value())).replace("//", "/"));
                    }
                }
            }
        }
        Set<String> described = new TreeSet<>();
        JsonNode paths = description.get("paths");
        names(paths).forEach(path -> names(paths.get(path))
                .forEach(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        assertEquals(served, described);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Call.class,
                Party.class,
                AnsweredBy.class,
                Connection.class,
                QueueVisit.class,
                Lineage.class,
                Alias.class,
                RecordRef.class,
                Pop.class,
                Match.class,
                Match.Case.class,
                AgentPresence.class,
                LineRef.class,
                Status.class,
                MissedWindow.class,
                Views.LinkView.class,
                CrmViews.ConnectorView.class,
                CrmViews.ActivityView.class,
                CrmViews.Replayed.class,
                CrmViews.Wanted.class,
                CrmViews.Erased.class,
                Outbox.Counts.class,
                Device.class,
                Fact.Gap.class,
                Views.AgentView.class,
                Views.HealthView.class,
                Views.LookupView.class,
                Views.SessionView.class,
                Frame.CallData.class,
                Frame.LinkData.class,
                Frame.SessionData.class,
                Frame.Resync.class,
                SessionResource.Login.class,
                CallsResource.MakeCall.class,
                CallsResource.Wish.class,
                CallsResource.GroupPickup.class,
                CallsResource.Notes.class,
                CallsResource.Disposition.class,
                AgentsResource.Choice.class,
                RecordResource.RecordChoice.class,
                TimelineResource.TimelineEntry.class,
                Desk.class,
                DevicesResource.DeviceView.class,
                DevicesResource.Entry.class,
                DevicesResource.Code.class,
                Shift.class,
                ReportsResource.QueueView.class,
                ReportsResource.MissedView.class,
                AgentCounts.class,
                UsersResource.UserView.class,
                UsersResource.NewUser.class,
                UsersResource.MadeUser.class,
                UsersResource.NewToken.class,
                UsersResource.MadeToken.class
            })
    void everyBodyHasTheMembersItIsDescribedWith(Class<?> record) {
        JsonNode schema = description.at("/components/schemas/" + record.getSimpleName());
        assertEquals(
                Arrays.stream(record.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList(),
                names(schema.path("properties")).toList());
    }

    @Test
    void everyWordIsDescribed() {
        JsonNode schemas = description.at("/components/schemas");
        assertWords(Service.values(), schemas.at("/Service/enum"));
        assertWords(Cause.values(), schemas.at("/Call/properties/cause/enum"));
        assertWords(Cause.values(), schemas.at("/Connection/properties/cause/enum"));
        assertWords(ConnectionState.values(), schemas.at("/Connection/properties/state/enum"));
        assertWords(AgentState.values(), schemas.at("/AgentView/properties/state/enum"));
        assertWords(ServiceLevel.values(), description.at("/paths/~1reports~1queues/get/parameters/4/schema/enum"));
        for (CallEventType type : CallEventType.values()) {
            assertTrue(schemas.at("/CallData/description").asText().contains(type.word()), type.word());
        }
    }

    private static void assertWords(Word[] vocabulary, JsonNode described) {
        assertEquals(Arrays.stream(vocabulary).map(Word::word).toList(), words(described));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>(description.findValuesAsText("$ref"));
        assertTrue(references.size() > 50);
        for (String reference : references) {
            assertTrue(description.at(reference.substring(1)).isObject(), reference);
        }
    }
}
