package org.jackfield.rest.internal;

import jakarta.servlet.Servlet;
import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the API on the HTTP whiteboard. A changed configuration takes effect without logging anybody out. */
@Component(
        immediate = true,
        service = {},
        configurationPid = "org.jackfield.rest")
@Designate(ocd = RestConfig.class)
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
    /** Half of how long a revoked token may keep its stream. */
    private static final long RECHECK_SECONDS = 30;

    private final Api api;
    private final ServiceRegistration<Servlet> servlet;
    private final ScheduledExecutorService recheck =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jackfield-rest-recheck"));
    private volatile Settings settings;

    /** Starts to serve. */
    @Activate
    public RestServer(
            BundleContext context,
            Map<String, Object> properties,
            @Reference Services services,
            @Reference EventHub events,
            @Reference DeskSettings desk) {
        modified(properties);
        api = new Api(
                new CxfClassLoader(context.getBundles(), getClass().getClassLoader()),
                services,
                events,
                () -> settings,
                desk::desk,
                Clock.systemUTC());
        Dictionary<String, Object> mount = new Hashtable<>();
        mount.put("osgi.http.whiteboard.servlet.pattern", "/api/*");
        mount.put("osgi.http.whiteboard.servlet.name", "jackfield-api");
        mount.put("osgi.http.whiteboard.servlet.asyncSupported", true);
        mount.put("servlet.init.hide-service-list-page", "true");
        // last, since a servlet without its resources would answer 404
        servlet = context.registerService(Servlet.class, api.servlet(), mount);
        recheck.scheduleWithFixedDelay(this::recheck, RECHECK_SECONDS, RECHECK_SECONDS, TimeUnit.SECONDS);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        settings = Settings.of(properties);
    }

    @Deactivate
    @Override
    public void close() {
        recheck.shutdownNow();
        try {
            servlet.unregister();
        } catch (IllegalStateException e) {
            // closed before
        }
        api.close();
    }

    private void recheck() {
        try {
            api.recheck();
        } catch (RuntimeException e) {
            LOG.error("Sessions and tokens were not checked", e);
        }
    }
}
