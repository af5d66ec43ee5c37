package org.jackfield.crm.rest.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.testkit.crm.CrmConnectorContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class RestContractTest extends CrmConnectorContract {
    @TempDir
    Path data;

    private FakeCrm crm;

    @BeforeEach
    void start() throws IOException {
        crm = new FakeCrm(
                asked -> FakeCrm.Reply.json(
                        "{'users':[{'id':7,'name':'Ann Customer','phone':'020 7946 0111'},{'id':8,'name':'Bob','phone':null}]}"));
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    @Override
    protected CrmConnector connector() {
        return TestConfig.of("zendesk", crm.url()).connector(data);
    }

    @Override
    protected CrmConnector absent() {
        return TestConfig.of("zendesk", "http://127.0.0.1:1").connector(data);
    }

    @Override
    protected String known() {
        return "+442079460111";
    }

    @Override
    protected String knownName() {
        return "Ann Customer";
    }

    @Override
    protected String unknown() {
        return "+442079460199";
    }
}
