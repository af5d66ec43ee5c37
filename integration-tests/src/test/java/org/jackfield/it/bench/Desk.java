package org.jackfield.it.bench;

import java.time.Duration;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.load.LoadPbx;

/** The real distribution with a load PBX at it. */
final class Desk implements AutoCloseable {
    /** What README recommends for more than fifty agents. */
    static final String HEAP = "512m";

    private static final String HEADER = "agent,name,team,link,line\n";

    private final LoadPbx pbx = new LoadPbx();
    private final Jackfield server;

    Desk(String name, int agents) {
        server = Jackfield.start(name, setup(pbx.port(), agents));
        awaitUp();
    }

    static Setup setup(int port, int agents) {
        return new Setup()
                .environment("JACKFIELD_HEAP", HEAP)
                .agents(agents(agents))
                .file("org.jackfield.number~main.cfg", """
                        link = asterisk~main
                        region = GB
                        extensions = [1-9][0-9]{3}
                        ownNumbers = +4420794601*
                        """)
                .asterisk(port, "any")
                .contacts("id,name,company,phone\n1,Ann,Northwind,+12025550101\n");
    }

    static String agents(int count) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            csv.append("a%d,Agent %d,load,asterisk~main,%d\n".formatted(i, i, 1000 + i));
        }
        return csv.toString();
    }

    LoadPbx pbx() {
        return pbx;
    }

    Jackfield server() {
        return server;
    }

    void awaitUp() {
        Await.until(Duration.ofSeconds(20), "the link is up", () -> server.as("admin")
                .get("/links")
                .body()
                .at("/items/0/state")
                .asText()
                .equals("up"));
    }

    @Override
    public void close() {
        server.close();
        pbx.close();
    }
}
