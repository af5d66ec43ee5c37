package org.jackfield.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A house with the services a test puts in, and what a command printed. */
final class House {
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    /** Puts a service in that answers by method name and arguments. */
    <S> House with(Class<S> type, BiFunction<String, Object[], Object> answers) {
        services.put(type, fake(type, answers));
        return this;
    }

    House property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    static <S> S fake(Class<S> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                House.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName(), arguments)));
    }

    /** Runs a command; the answer is what it printed, or the sentence it failed with. */
    String run(JackfieldAction command) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        command.out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        command.bundles = fake(BundleContext.class, this::answer);
        try {
            command.execute();
        } catch (CommandException e) {
            return "failed: " + e.getMessage();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "getProperty" -> properties.get(arguments[0]);
            case "getServiceReference" -> services.containsKey(arguments[0]) ? reference(arguments[0]) : null;
            case "getServiceReferences" ->
                services.containsKey(arguments[0]) ? List.of(reference(arguments[0])) : List.of();
            case "getService" -> services.get(((ServiceReference<?>) arguments[0]).getProperty(""));
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static ServiceReference<?> reference(Object type) {
        return fake(ServiceReference.class, (method, arguments) -> type);
    }
}
