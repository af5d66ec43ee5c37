package org.jackfield.crm.ldap.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as a file would give them; what is not given has its default. */
final class TestConfig {
    private TestConfig() {}

    static LdapConfig of(Map<String, Object> values) {
        return (LdapConfig) Proxy.newProxyInstance(
                LdapConfig.class.getClassLoader(),
                new Class<?>[] {LdapConfig.class},
                (proxy, method, arguments) -> method.getName().equals("annotationType")
                        ? (Class<? extends Annotation>) LdapConfig.class
                        : values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
