package org.jackfield.store.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.call.Call;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Owner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy by which calls become activities, as it is configured, with what the house knows of its agents. */
@Component(service = Activities.class, configurationPid = Activities.PID)
@Designate(ocd = Activities.Config.class)
public final class Activities {
    static final String PID = "org.jackfield.activities";

    private static final Logger LOG = LoggerFactory.getLogger(Activities.class);
    private static final String PER_CALL = "perCall";
    private static final String PER_AGENT = "perAgent";

    /** Settings. */
    @ObjectClassDefinition(name = "Jackfield activities", description = "Which activities a call leaves in a CRM")
    public @interface Config {
        @AttributeDefinition(
                description =
                        "perCall: one activity a call, of the agent who answered last; perAgent: one for each agent"
                                + " who answered",
                options = {@Option(PER_CALL), @Option(PER_AGENT)})
        String policy() default PER_CALL;

        @AttributeDefinition(
                description = "Whose a call is that nobody answered, by queue: queue=agent or queue=e-mail,"
                        + " comma-separated",
                required = false)
        String[] queueOwners() default {};

        @AttributeDefinition(
                description = "Whose a call is that nobody else's is: an agent or an e-mail; empty for nobody",
                required = false)
        String otherOwner() default "";
    }

    private final AgentSessions agents;
    private final ActivityPolicy policy;

    @Activate
    public Activities(@Reference AgentSessions agents, Config config) {
        this(agents, policy(config));
    }

    Activities(AgentSessions agents, ActivityPolicy policy) {
        this.agents = agents;
        this.policy = policy;
    }

    /** Calls must be logged whatever is written there, so a wrong value gives way to the default. */
    private static ActivityPolicy policy(Config config) {
        if (!config.policy().equals(PER_CALL) && !config.policy().equals(PER_AGENT)) {
            LOG.error(
                    "etc/{}.cfg: policy = '{}' is neither {} nor {}; {} is used instead",
                    PID,
                    config.policy(),
                    PER_CALL,
                    PER_AGENT,
                    PER_CALL);
        }
        Map<String, String> queueOwners = new TreeMap<>();
        Arrays.stream(config.queueOwners())
                .flatMap(written -> Arrays.stream(written.split(",")))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> {
                    int equals = pair.indexOf('=');
                    if (equals < 1 || equals == pair.length() - 1) {
                        LOG.error("etc/{}.cfg: '{}' of queueOwners is not queue=agent; it is left out", PID, pair);
                    } else {
                        queueOwners.put(
                                pair.substring(0, equals).strip(),
                                pair.substring(equals + 1).strip());
                    }
                });
        return new ActivityPolicy(
                config.policy().equals(PER_AGENT),
                Map.copyOf(queueOwners),
                config.otherOwner().strip());
    }

    List<String> shares(Call call) {
        return policy.shares(call);
    }

    Activity activity(Call call, String agent) {
        return policy.activity(call, agent, this::owner);
    }

    private Owner owner(String tenant, String id) {
        return agents.agent(tenant, id)
                .map(agent -> new Owner(id, agent.email(), agent.federationId()))
                .orElseGet(() -> Owner.agent(id));
    }
}
