package org.example.crm.acme;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.number.PhoneNumber;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** A way to one Acme CRM: who is calling, and a line for each call. */
@Component(
        service = CrmConnector.class,
        configurationPid = "org.example.crm.acme",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AcmeConfig.class, factory = true)
public final class AcmeConnector implements CrmConnector, AutoCloseable {
    private final String name;
    private final String tenant;
    private final AcmeClient client;
    private final Clock clock = Clock.systemUTC();
    private volatile Status status;

    @Activate
    public AcmeConnector(AcmeConfig config, Map<String, Object> properties) {
        this("acme~" + instance(String.valueOf(properties.get("service.pid"))), config);
    }

    AcmeConnector(String name, AcmeConfig config) {
        this.name = name;
        this.tenant = config.tenant();
        this.client = new AcmeClient(config);
        this.status = status(State.UP, "");
    }

    private static String instance(String pid) {
        return pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public CompletionStage<List<Match>> lookup(PhoneNumber number) {
        return told(client.people(number.value()).thenApply(people -> people.stream()
                // What a search finds is only a candidate: the number must be the very one.
                .filter(person -> person.phone().equals(number.value()))
                .map(person -> person.match(name))
                .toList()));
    }

    @Override
    public boolean logs() {
        return true;
    }

    @Override
    public Delivery delivery() {
        // PUT by our key: the CRM overwrites and never has two.
        return Delivery.EXACTLY_ONCE;
    }

    @Override
    public CompletionStage<List<LogResult>> log(List<Activity> activities) {
        return told(client.write(activities.get(0)).thenApply(List::of));
    }

    /** Keeps in mind how the CRM stands; a failure goes on as one sentence. */
    private <T> CompletionStage<T> told(CompletableFuture<T> answer) {
        return answer.handle((value, failure) -> {
            if (failure == null) {
                to(State.UP, "");
                return value;
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            String sentence = client.sentence(cause);
            to(State.DOWN, sentence);
            throw new CompletionException(new IllegalStateException(sentence));
        });
    }

    private void to(State state, String reason) {
        if (status.state() != state) {
            status = status(state, reason);
        }
    }

    private Status status(State state, String reason) {
        return new Status("connector " + name, tenant, state, reason, clock.instant(), Map.of());
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    @Deactivate
    public void close() {
        client.close();
    }
}
