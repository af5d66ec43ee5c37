package org.jackfield.pbx.sim.internal.pbx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.pbx.sim.internal.wire.Message;

/**
 * One leg. Its state changes on the PBX's thread only. The headers that every channel event repeats are encoded when
 * they changed and not before: that is what lets one thread make fifty thousand events a second.
 */
public final class Channel {
    final String name;
    final String device;
    final String uniqueid;
    final String linkedid;
    final long createdMicros;
    final Map<String, String> variables = new LinkedHashMap<>();
    final List<Cdr> cdrs = new ArrayList<>();
    private final Message encoder;
    private final List<String> shownVariables;

    private ChannelState state;
    private String callerNumber = "";
    private String callerName = "";
    private String connectedNumber = "";
    private String connectedName = "";
    private String context;
    private String exten;
    private int priority = 1;
    private boolean stale = true;
    private final Map<String, byte[]> encoded = new LinkedHashMap<>(4);

    String application = "";
    String applicationData = "";
    String ani = "";
    String dnid = "";
    int cause;
    int techCause;
    String hangupSource = "";
    /** What became of the last leg it dialled. */
    String dialStatus = "";

    long answeredMicros;
    boolean originated;
    boolean held;
    boolean ended;
    Bridge bridge;
    /** What the leg's dialplan is busy with, or null. */
    Application running;
    /** Who dialled this leg and waits for its answer, or null. */
    Dialler dialler;
    /** The Local channel that this leg is one half of, or null. */
    LocalPair pair;

    Party party;
    private Journey journey = Journey.NONE;

    Channel(
            String name,
            String device,
            String uniqueid,
            String linkedid,
            ChannelState state,
            long createdMicros,
            Message encoder,
            List<String> shownVariables) {
        this.name = name;
        this.device = device;
        this.uniqueid = uniqueid;
        this.linkedid = linkedid == null ? uniqueid : linkedid;
        this.state = state;
        this.createdMicros = createdMicros;
        this.encoder = encoder;
        this.shownVariables = shownVariables;
    }

    public String name() {
        return name;
    }

    public String uniqueid() {
        return uniqueid;
    }

    public String linkedid() {
        return linkedid;
    }

    public ChannelState state() {
        return state;
    }

    public boolean ended() {
        return ended;
    }

    public boolean held() {
        return held;
    }

    public boolean talking() {
        return bridge != null;
    }

    public int cause() {
        return cause;
    }

    public String callerNumber() {
        return callerNumber;
    }

    public String callerName() {
        return callerName;
    }

    public String connectedNumber() {
        return connectedNumber;
    }

    public String connectedName() {
        return connectedName;
    }

    public String exten() {
        return exten;
    }

    public String context() {
        return context;
    }

    public String application() {
        return application;
    }

    public String applicationData() {
        return applicationData;
    }

    /** The number that was called, of a leg that came in. */
    public String calledNumber() {
        return dnid;
    }

    public long createdMicros() {
        return createdMicros;
    }

    /** Empty while the leg talks to nobody. */
    public String bridgeId() {
        return bridge == null ? "" : bridge.id;
    }

    public Journey journey() {
        return journey;
    }

    public void follow(Journey follower) {
        journey = follower;
    }

    /** The line of an agent's phone; {@code trunk} for the outside. */
    public String line() {
        return device.substring(device.indexOf('/') + 1);
    }

    /** Local channels are inside the PBX: nobody is at their end and no sound is measured. */
    boolean isLocal() {
        return name.startsWith("Local/");
    }

    void state(ChannelState to) {
        state = to;
        stale = true;
    }

    void caller(String number, String shownName) {
        callerNumber = number;
        callerName = shownName;
        stale = true;
    }

    void connectedTo(String number, String shownName) {
        connectedNumber = number;
        connectedName = shownName;
        stale = true;
    }

    void at(String inContext, String extension, int step) {
        context = inContext;
        exten = extension;
        priority = step;
        stale = true;
    }

    String variable(String key) {
        return variables.getOrDefault(key, "");
    }

    /** The variables that every leg dialled from this one gets, too: their names begin with two underscores. */
    Map<String, String> inherited() {
        Map<String, String> inherited = new LinkedHashMap<>(variables);
        inherited.keySet().removeIf(name -> !name.startsWith("__"));
        return inherited;
    }

    void variable(String key, String value) {
        variables.put(key, value);
        stale = stale || shownVariables.contains(key);
    }

    /**
     * The leg's headers. Asterisk sends VarSet with the headers as they were published last ({@code fresh} false) and
     * everything else with those of this moment.
     */
    public byte[] headers(String prefix, boolean fresh) {
        if (fresh && stale) {
            encoded.clear();
            stale = false;
        }
        return encoded.computeIfAbsent(prefix, this::encode);
    }

    private byte[] encode(String prefix) {
        encoder.header(prefix + "Channel", name)
                .header(prefix + "ChannelState", state.code())
                .header(prefix + "ChannelStateDesc", state.text())
                .header(prefix + "CallerIDNum", known(callerNumber))
                .header(prefix + "CallerIDName", known(callerName))
                .header(prefix + "ConnectedLineNum", known(connectedNumber))
                .header(prefix + "ConnectedLineName", known(connectedName))
                .header(prefix + "Language", "en")
                .header(prefix + "AccountCode", "")
                .header(prefix + "Context", context)
                .header(prefix + "Exten", exten)
                .header(prefix + "Priority", priority)
                .header(prefix + "Uniqueid", uniqueid)
                .header(prefix + "Linkedid", linkedid);
        for (String key : shownVariables) {
            encoder.header(prefix + "ChanVariable", key + "=" + Message.escape(variable(key)));
        }
        return encoder.part();
    }

    public static String known(String value) {
        return value.isEmpty() ? "<unknown>" : Message.escape(value);
    }
}
