package org.jackfield.crm.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.testkit.crm.CrmConnectorContract;
import org.junit.jupiter.api.io.TempDir;

class DirectoryContractTest extends CrmConnectorContract {
    @TempDir
    Path folder;

    @Override
    protected CrmConnector connector() throws IOException {
        Path file = folder.resolve("contacts.csv");
        Files.writeString(file, "id,name,company,phone\n1,Ann Customer,Potomac Optics,(202) 555-0101\n");
        return DirectoryConnectorTest.open(file.toString(), "US", "");
    }

    @Override
    protected CrmConnector absent() {
        return DirectoryConnectorTest.open(folder.resolve("none.csv").toString(), "US", "");
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
}
