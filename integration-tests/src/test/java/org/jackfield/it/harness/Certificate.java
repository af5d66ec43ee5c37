package org.jackfield.it.harness;

import java.nio.file.Path;

/** A certificate of one's own, made as the README of {@code rest} says. */
public final class Certificate {

    private Certificate() {}

    /** Makes a PKCS #12 file in that folder for a host's name, this machine's name and its address. */
    public static Path make(Path folder, String host, String password) {
        Path keys = folder.resolve("jackfield.p12");
        Commands.run(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "jackfield",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        password,
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host + ",dns:localhost,ip:127.0.0.1")
                .orFail("keytool");
        return keys;
    }
}
