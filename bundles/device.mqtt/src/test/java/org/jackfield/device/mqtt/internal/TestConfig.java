package org.jackfield.device.mqtt.internal;

import java.lang.annotation.Annotation;

/** The configuration of the tests: everything as usual, at a broker of their own. */
final class TestConfig {
    private TestConfig() {}

    static MqttConfig at(String brokerUri) {
        return new MqttConfig() {
            @Override
            public String brokerUri() {
                return brokerUri;
            }

            @Override
            public String username() {
                return "jackfield";
            }

            @Override
            public String secret() {
                return "pw-jackfield";
            }

            @Override
            public String trustedCertificate() {
                return "";
            }

            @Override
            public String domain() {
                return "jackfield";
            }

            @Override
            public String node() {
                return "main";
            }

            @Override
            public String tenant() {
                return FakeCore.TENANT;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return MqttConfig.class;
            }
        };
    }
}
