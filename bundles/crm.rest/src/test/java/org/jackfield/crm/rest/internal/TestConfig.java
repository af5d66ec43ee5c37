package org.jackfield.crm.rest.internal;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.core.internal.PhoneNumberPlan;

/** A configuration as a file would give it. */
final class TestConfig {
    private final Map<String, Object> values = new HashMap<>();

    static TestConfig of(String template, String url) {
        return new TestConfig().with("template", template).with("url", url);
    }

    TestConfig with(String key, Object value) {
        values.put(key, value);
        return this;
    }

    RestConnector connector(Path data) {
        return new RestConnector(
                "org.jackfield.crm.rest~main", config(), new PhoneNumberMatching(), new PhoneNumberPlan(), data);
    }

    /** What is not given has the default of the configuration itself. */
    RestConfig config() {
        return (RestConfig) java.lang.reflect.Proxy.newProxyInstance(
                RestConfig.class.getClassLoader(),
                new Class<?>[] {RestConfig.class},
                (proxy, method, arguments) -> method.getName().equals("annotationType")
                        ? (Class<? extends Annotation>) RestConfig.class
                        : values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    static PhoneNumber number(String e164) {
        return new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164);
    }
}
