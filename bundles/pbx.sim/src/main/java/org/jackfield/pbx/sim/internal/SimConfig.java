package org.jackfield.pbx.sim.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of one simulated PBX inside Jackfield. */
@ObjectClassDefinition(
        id = SimComponent.PID,
        name = "Simulated PBX",
        description = "A call centre with customers, agents and phones that speaks the Asterisk manager interface")
@interface SimConfig {

    @AttributeDefinition(name = "AMI host", description = "Address to listen on")
    String amiHost() default "127.0.0.1";

    @AttributeDefinition(name = "AMI port", description = "0 takes any free port", min = "0", max = "65535")
    int amiPort() default 5038;

    @AttributeDefinition(name = "User", description = "Manager account")
    String username() default "sim";

    @AttributeDefinition(name = "Secret", description = "Secret of the manager account; there is no default")
    String secret() default "";

    @AttributeDefinition(name = "Seed", description = "The same seed gives the same calls")
    long seed() default 1;

    @AttributeDefinition(
            name = "Calls per hour",
            description = "Calls of the day's script, coming by chance; 0 for none")
    double callsPerHour() default 180;

    @AttributeDefinition(name = "Call mix", description = "kind:weight, separated by commas; see the README")
    String mix() default "";

    @AttributeDefinition(name = "Agents", description = "Lines from 1001 up", min = "1", max = "2000")
    int agents() default 6;

    @AttributeDefinition(name = "Queues", description = "Names; NAME:local reaches its members by Local channels")
    String queues() default Floor.QUEUES;

    @AttributeDefinition(name = "Manual lines", description = "Lines that ring until somebody acts")
    String[] manualLines() default {};

    @AttributeDefinition(name = "Ringing (ms)", description = "How long agents let it ring, FROM-TO")
    String ringMs() default "1500-6000";

    @AttributeDefinition(name = "Talking (ms)", description = "How long people talk, FROM-TO")
    String talkMs() default "8000-40000";

    @AttributeDefinition(name = "Speed", description = "Shortens every time of the script by this factor")
    double speed() default 1;

    @AttributeDefinition(
            name = "Pop line",
            description = "A line that a customer calls at a fixed pace; empty for none")
    String popLine() default "";

    @AttributeDefinition(name = "First pop (ms)", description = "When the pop line is called first after the start")
    long popFirstMs() default 4_000;

    @AttributeDefinition(name = "Pop pace (ms)", description = "How often the pop line is called")
    long popEveryMs() default 25_000;

    @AttributeDefinition(
            name = "Pop ringing (ms)",
            description = "How long calls ring at the pop line before it answers")
    long popRingMs() default 8_000;

    @AttributeDefinition(
            name = "Verbose events",
            description = "Newexten, VarSet, CEL and RTCP as a real PBX sends them")
    boolean verboseEvents() default true;

    @AttributeDefinition(name = "Write time-out (ms)", description = "A client that takes nothing for so long is cut")
    long writeTimeoutMs() default Simulation.WRITE_TIMEOUT_MS;

    @AttributeDefinition(
            name = "Log file",
            description = "Where the simulation notes what really happened; empty for none")
    String oracleFile() default "";
}
