package org.jackfield.desktop.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page and its files to anybody: they hold no data. Every other path of the server is more specific and
 * wins.
 */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/",
        configurationPid = DesktopConfig.PID)
@Designate(ocd = DesktopConfig.class)
public final class DesktopServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DesktopServlet.class);
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:\\d{1,5})?");

    private final transient Assets assets;
    private final String policy;

    /** Serves the files of the bundle this class came in. */
    @Activate
    public DesktopServlet(BundleContext context, DesktopConfig config) {
        this(Assets.of(context.getBundle()), ancestors(config.frameAncestors(), LOG::error));
    }

    DesktopServlet(Assets assets, List<String> ancestors) {
        this.assets = assets;
        this.policy = ContentPolicy.of(
                assets.at("/").orElseThrow(() -> new IllegalStateException("web/index.html is missing")), ancestors);
    }

    /** What can be no origin is left out, and said: one such word would make browsers ignore all others. */
    static List<String> ancestors(String configured, Consumer<String> complain) {
        List<String> origins = new ArrayList<>();
        for (String origin : configured.strip().split("[\\s,]+")) {
            if (ORIGIN.matcher(origin).matches()) {
                origins.add(origin);
            } else if (!origin.isEmpty()) {
                complain.accept("etc/" + DesktopConfig.PID + ".cfg: frameAncestors holds '" + origin
                        + "', which is left out; write origins such as https://crm.example.org");
            }
        }
        return List.copyOf(origins);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        boolean head = request.getMethod().equals("HEAD");
        if (!head && !request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET, HEAD");
            plain(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only GET and HEAD are possible here.");
            return;
        }
        String path = Objects.requireNonNullElse(request.getServletPath(), "")
                + Objects.requireNonNullElse(request.getPathInfo(), "");
        // Felix tells the root of its default servlet as neither servlet path nor path info.
        Optional<Asset> asset = assets.at(path.isEmpty() ? "/" : path);
        if (asset.isEmpty()) {
            plain(response, HttpServletResponse.SC_NOT_FOUND, "There is no such page here. The agents' page is at /.");
            return;
        }
        send(asset.get(), request.getHeader("If-None-Match"), head, response);
    }

    private static void send(Asset asset, String known, boolean head, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", asset.etag());
        response.setHeader("Cache-Control", asset.forever() ? "public, max-age=31536000, immutable" : "no-cache");
        if (known != null && Arrays.asList(known.split("\\s*,\\s*")).contains(asset.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type());
        response.setContentLength(asset.body().length);
        if (!head) {
            response.getOutputStream().write(asset.body());
        }
    }

    private static void plain(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(sentence.getBytes(StandardCharsets.UTF_8));
    }
}
