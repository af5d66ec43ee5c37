package org.jackfield.crm.carddav.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as a file would give them; what is not given has its default. */
final class TestConfig {
    private TestConfig() {}

    static CardDavConfig of(Map<String, Object> values) {
        return (CardDavConfig) Proxy.newProxyInstance(
                CardDavConfig.class.getClassLoader(),
                new Class<?>[] {CardDavConfig.class},
                (proxy, method, arguments) -> method.getName().equals("annotationType")
                        ? (Class<? extends Annotation>) CardDavConfig.class
                        : values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
