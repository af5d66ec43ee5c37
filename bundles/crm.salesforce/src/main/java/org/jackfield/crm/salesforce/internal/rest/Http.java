package org.jackfield.crm.salesforce.internal.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/** Sends one request and waits for all of its answer; packs both ways. Follows no redirects, writes nothing to logs. */
public final class Http implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 30;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Below that, packing costs more than it saves. */
    private static final int WORTH_PACKING = 1_024;

    private static final int LARGEST_UNPACKED = 32 << 20;

    private final ThreadPoolExecutor threads;
    private final HttpClient client;

    /** @param name for the threads that take answers from the wire; Java's own selector thread ends by itself */
    public Http(String name) {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, "jackfield-crm." + name + "-http"));
        threads.allowCoreThreadTimeOut(true);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /**
     * Waits on the caller's thread; an interrupt gives the request up.
     *
     * @param server scheme, host and port
     * @throws Trouble of kind UNREACHABLE if there was no complete answer in time
     */
    Reply send(URI server, Call call, Duration patience) {
        CompletableFuture<HttpResponse<byte[]>> answer;
        try {
            answer = client.sendAsync(request(server, call), BodyHandlers.ofByteArray());
        } catch (RejectedExecutionException e) {
            throw new Trouble(Kind.UNREACHABLE, "The connector is being stopped");
        }
        try {
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            boolean packed = "gzip".equals(headers.get("content-encoding"));
            return new Reply(response.statusCode(), headers, packed ? unpacked(response.body()) : response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unreachable(server, "did not answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Trouble(Kind.UNREACHABLE, "The connector is being stopped");
        } catch (ExecutionException e) {
            throw unreachable(server, how(e.getCause()));
        } catch (UncheckedIOException e) {
            throw unreachable(server, "answered with something that cannot be unpacked");
        }
    }

    private static Trouble unreachable(URI server, String what) {
        return new Trouble(Kind.UNREACHABLE, "Salesforce at " + server.getAuthority() + " " + what);
    }

    private static String how(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return failure instanceof ConnectException || root instanceof java.nio.channels.UnresolvedAddressException
                ? "cannot be reached"
                : root instanceof javax.net.ssl.SSLException
                        ? "has a certificate that this Java does not trust, or speaks no TLS"
                        : "ended the connection";
    }

    private static HttpRequest request(URI server, Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(call.path())).header("Accept-Encoding", "gzip");
        call.headers().forEach(request::header);
        boolean pack = call.body().length >= WORTH_PACKING;
        if (pack) {
            request.header("Content-Encoding", "gzip");
        }
        byte[] body = pack ? packed(call.body()) : call.body();
        return request.method(
                        call.method(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] packed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] body) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readNBytes(LARGEST_UNPACKED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
