package org.jackfield.pbx.asterisk.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one Asterisk: {@code etc/org.jackfield.pbx.asterisk~<name>.cfg}. */
@ObjectClassDefinition(name = "Jackfield Asterisk link", description = "One Asterisk, reached over AMI")
public @interface AsteriskConfig {
    @AttributeDefinition(description = "Host name or address of the Asterisk")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "AMI port", min = "1", max = "65535")
    int port() default 5038;

    @AttributeDefinition(description = "AMI user of manager.conf")
    String username() default "";

    @AttributeDefinition(description = "Secret of that user", type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(description = "true to use AMI over TLS")
    boolean tls() default false;

    @AttributeDefinition(description = "Client company the link belongs to")
    String tenant() default "main";

    @AttributeDefinition(description = "Channel technology of the phones, for example PJSIP or SIP")
    String lineTechnology() default "PJSIP";

    @AttributeDefinition(
            description = "Interface of a line's member in the queues, with {line} for the line; empty for"
                    + " lineTechnology/line")
    String queueMember() default "";

    @AttributeDefinition(description = "Dialplan context in which calls from the desk are dialled")
    String dialContext() default "internal";

    @AttributeDefinition(description = "Dialplan context of conference rooms, in which a call dials the room's number")
    String conferenceContext() default "jackfield-conference";

    @AttributeDefinition(description = "How long a phone rings for a call from the desk, in milliseconds", min = "1000")
    int agentRingMs() default 30_000;

    @AttributeDefinition(
            description = "Regular expression of the lines whose phones were tried and obey SIP NOTIFY talk and hold")
    String notifyLines() default "";

    @AttributeDefinition(description = "Format of recordings that begin from the desk, the ending of their names")
    String recordingFormat() default "wav";

    @AttributeDefinition(description = "First pause before a new attempt to connect, in milliseconds", min = "50")
    int reconnectMinMs() default 500;

    @AttributeDefinition(description = "Longest pause before a new attempt to connect, in milliseconds", min = "100")
    int reconnectMaxMs() default 10_000;

    @AttributeDefinition(description = "A PBX that answers no ping for this long is lost, in milliseconds", min = "500")
    int pingTimeoutMs() default 2_000;

    @AttributeDefinition(
            description = "How often the PBX's list of channels is compared with what its events told, in"
                    + " milliseconds; 0 for never",
            min = "0")
    int reconcileEveryMs() default 4_000;

    @AttributeDefinition(
            description = "Asterisk's Master.csv, readable here, to fill in what happened while the link was down;"
                    + " empty if there is none")
    String cdrFile() default "";
}
