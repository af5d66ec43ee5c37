package org.jackfield.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/** CXF, set up by hand: the resources at {@code /v1} below wherever its servlet is mounted. */
final class JaxRs implements AutoCloseable {
    private final Bus bus;
    private final Server server;
    private final CXFNonSpringServlet servlet = new CXFNonSpringServlet();

    /** @param cxf sees all of CXF */
    JaxRs(ClassLoader cxf, Json json, List<Object> resources) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(cxf);
        try {
            // without this, JAX-RS looks for its implementation by a service file, which no bundle sees
            RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
            bus = new ExtensionManagerBus(null, null, cxf);
            FaultListener withoutLostClients = (fault, what, message) -> !Errors.lostClient(fault);
            bus.setProperty(FaultListener.class.getName(), withoutLostClients);
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setAddress("/v1");
            factory.setServiceBeans(resources);
            factory.setProviders(List.of(new JsonBody(json), new Errors(json), new Callers()));
            // or CXF's own mapper would answer unknown paths and the like, without a body
            factory.setProperties(Map.of("default.wae.mapper.least.specific", true));
            server = factory.create();
            servlet.setBus(bus);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    CXFNonSpringServlet servlet() {
        return servlet;
    }

    @Override
    public void close() {
        server.destroy();
        bus.shutdown(false);
    }

    /** Gives the resources whom the gate let in. */
    private static final class Callers implements ContextProvider<Caller> {
        @Override
        public Caller createContext(Message message) {
            return Caller.of((HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST));
        }
    }
}
