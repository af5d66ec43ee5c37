package org.jackfield.crm.salesforce.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.testkit.crm.CrmConnectorContract;
import org.junit.jupiter.api.AfterEach;

class SalesforceContractTest extends CrmConnectorContract {
    private final TestOrg org = new TestOrg();

    @AfterEach
    void close() {
        org.close();
    }

    @Override
    protected CrmConnector connector() {
        if (org.all("Contact").isEmpty()) {
            org.add("Contact", Map.of("LastName", "Customer", "FirstName", "Ann", "MobilePhone", "(202) 555-0101"));
        }
        return org.connect();
    }

    @Override
    protected CrmConnector absent() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return org.connect(Map.of("loginUrl", "http://127.0.0.1:" + nobody.getLocalPort()));
        }
    }

    @Override
    protected String known() {
        return "+12025550101";
    }

    @Override
    protected String knownName() {
        return "Ann Customer";
    }

    @Override
    protected String unknown() {
        return "+12025550199";
    }

    @Override
    protected String threads() {
        return "jackfield-crm.salesforce";
    }
}
