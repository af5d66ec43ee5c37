package org.jackfield.it.harness;

/** The people that the tests' setup knows: agents at the phones of the {@link Floor}, and their customers. */
public final class TestDesk {

    private static final String AGENTS = """
        agent,name,team,link,line
        alice,Alice Agent,support,asterisk~main,1001
        bob,Bob Agent,support,asterisk~main,1002
        carol,Carol Agent,sales,asterisk~main,1003
        """;

    /** The contacts, a CSV with a heading. */
    public static final String CONTACTS = """
        id,name,company,phone
        C-1,Ann Customer,Harbour Lights Ltd,+1 202-555-0101
        C-2,សុខា ចាន់,Mekong Tea,+855 23 555 010
        """;

    /** What Ann's record says beyond what the PBX knows. */
    public static final String ANNS_COMPANY = "Harbour Lights Ltd";

    private TestDesk() {}

    /** Agents, contacts and the link to the floor's PBX; the rest is as shipped. */
    public static Setup setup(Floor floor) {
        return new Setup()
                .asterisk(floor.pbx().amiPort(), floor.pbx().secret())
                .numbers()
                .agents(AGENTS)
                .contacts(CONTACTS)
                .key(Setup.PRESENCE, "wrapUpMs", "500");
    }
}
