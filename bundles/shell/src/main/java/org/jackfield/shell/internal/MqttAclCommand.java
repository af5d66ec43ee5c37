package org.jackfield.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.device.MosquittoFiles;

/** The rules for a Mosquitto of one's own. */
@Service
@Command(
        scope = "jackfield",
        name = "mqtt-acl",
        description = "Prints Mosquitto's acl_file for the devices enrolled here, or writes it and their password_file")
public final class MqttAclCommand extends JackfieldAction {
    @Option(name = "--to", description = "A folder for the files acl and passwords, which only their owner may read")
    String to = "";

    @Override
    void run() throws IOException {
        MosquittoFiles files = service(MosquittoFiles.class);
        if (to.isEmpty()) {
            out.print(files.acl());
            return;
        }
        Path folder = Path.of(to);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("'" + to + "' is no folder; make it first");
        }
        for (Map.Entry<String, String> file :
                Map.of("acl", files.acl(), "passwords", files.passwords()).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.deleteIfExists(path);
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, file.getValue());
        }
        say("Wrote acl and passwords to " + folder.toAbsolutePath()
                + "; add the server's own user by mosquitto_passwd");
    }
}
