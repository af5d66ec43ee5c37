package org.jackfield.crm.salesforce.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.NewRecord;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.salesforce.internal.create.RecordMaker;
import org.jackfield.crm.salesforce.internal.log.CallLog;
import org.jackfield.crm.salesforce.internal.log.Owners;
import org.jackfield.crm.salesforce.internal.lookup.PeopleFeed;
import org.jackfield.crm.salesforce.internal.lookup.PhoneLookup;
import org.jackfield.crm.salesforce.internal.rest.Call;
import org.jackfield.crm.salesforce.internal.rest.Http;
import org.jackfield.crm.salesforce.internal.rest.Login;
import org.jackfield.crm.salesforce.internal.rest.Quota;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;
import org.jackfield.crm.salesforce.internal.rest.Schema;
import org.jackfield.crm.salesforce.internal.rest.TelephonyApi;
import org.jackfield.crm.salesforce.internal.voice.VoiceCalls;

/** The parts that work with one org, put together. Everything waits on the caller's thread. */
final class OpenOrg implements AutoCloseable {
    private final Http http;
    private final Settings settings;
    private final NumberPlan numbers;
    private final Condition condition;
    private final Quota quota = new Quota(System::nanoTime);
    private final SalesforceApi api;
    private final Schema schema;
    private final PhoneLookup lookup;
    private final PeopleFeed people;
    private final CallLog log;
    private final RecordMaker maker;
    private final Optional<TelephonyApi> telephony;

    OpenOrg(Settings settings, NumberPlan numbers, NumberMatcher matcher, Clock clock, Condition condition) {
        this.settings = settings;
        this.condition = condition;
        http = new Http(settings.name());
        this.numbers = numbers;
        Login login = new Login(settings.app(), settings.hosts(), http, settings.writeTimeout(), clock);
        api = new SalesforceApi(http, login, quota, settings.apiVersion(), System::nanoTime);
        schema = new Schema(api, clock);
        lookup = new PhoneLookup(
                settings.name(),
                api,
                schema,
                quota,
                settings.objects(),
                numbers::spellings,
                (number, stored) -> matcher.fit(number, stored, settings.region()));
        Owners owners =
                new Owners(api, settings.agents(), settings.defaultOwner(), settings.writeTimeout(), System::nanoTime);
        maker = new RecordMaker(settings.name(), api, schema, owners, settings.writeTimeout());
        people = new PeopleFeed(api, schema, settings.objects(), settings.writeTimeout());
        telephony = Optional.of(settings.callCenter())
                .filter(callCenter -> !callCenter.isEmpty())
                .map(callCenter ->
                        new TelephonyApi(http, api, settings.app(), callCenter, settings.telephonyProvider(), clock));
        log = new CallLog(
                settings.name(),
                settings.callIdField(),
                api,
                schema,
                owners,
                settings.writeTimeout(),
                condition::remark);
    }

    /** How sure it is that a call leaves one Task. */
    Delivery delivery() {
        return log.delivery();
    }

    List<LogResult> write(List<Activity> activities) {
        List<LogResult> results = log.write(activities);
        sayUsage();
        return results;
    }

    /** A page of everybody, for an index; none while the calls that are left are kept for logging. */
    ContactPage page(String cursor) {
        if (quota.spared()) {
            throw new UnsupportedOperationException(
                    "Nearly all of the day's API calls are used, and the rest is kept for logging calls");
        }
        return people.page(cursor);
    }

    Match make(NewRecord wanted) {
        return maker.make(wanted);
    }

    /**
     * Tells Salesforce Voice of calls, if that is switched on.
     *
     * @param later runs what waits for Salesforce, in order
     */
    Optional<VoiceCalls> voice(EventLog events, Consumer<Runnable> later) {
        return telephony.map(api -> new VoiceCalls(
                settings.name(), settings.tenant(), api, numbers, events, later, settings.lookupTimeout()));
    }

    /** Logs in and learns what the org is like, before the first call needs it. */
    void look() {
        api.ask(Call.get("/limits"), settings.writeTimeout());
        settings.objects().forEach(object -> schema.object(object, settings.writeTimeout()));
        schema.object("Case", settings.writeTimeout());
        log.look();
    }

    Duration lookupTimeout() {
        return settings.lookupTimeout();
    }

    Duration writeTimeout() {
        return settings.writeTimeout();
    }

    /** Of numbers that are stored without country code. */
    String region() {
        return settings.region();
    }

    List<Match> find(PhoneNumber number) {
        List<Match> matches = lookup.find(number, settings.lookupTimeout());
        sayUsage();
        return matches;
    }

    private void sayUsage() {
        condition.remark(
                "quota",
                quota.high() ? "More than 80 % of the day's API calls are used; buy more, or look up less" : "");
    }

    @Override
    public void close() {
        http.close();
    }

    Map<String, Long> counters() {
        return Map.of("apiCalls", api.calls(), "apiUsed", quota.used(), "apiAllowed", quota.allowed());
    }
}
