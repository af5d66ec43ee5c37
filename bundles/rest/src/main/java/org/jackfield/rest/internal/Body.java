package org.jackfield.rest.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A request whose body was read whole before anybody looks at it: small, and in time. */
final class Body extends HttpServletRequestWrapper {
    static final int MAX_BYTES = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final byte[] bytes;

    private Body(HttpServletRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
    }

    /** @throws Problem 413 if it is too large, 408 if it trickles in */
    static HttpServletRequest read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        InputStream in = request.getInputStream();
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
            body.write(part, 0, length);
            if (body.size() > MAX_BYTES) {
                throw tooLarge();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new Problem(408, "The body took longer than " + PATIENCE.toSeconds() + " s to arrive.");
            }
        }
        return new Body(request, body.toByteArray());
    }

    private static Problem tooLarge() {
        return new Problem(413, "The body is larger than the " + MAX_BYTES + " bytes allowed.");
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        return new ServletInputStream() {
            @Override
            public int read() {
                return in.read();
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                return in.read(to, offset, length);
            }

            @Override
            public boolean isFinished() {
                return in.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("The body is there already; read it.");
            }
        };
    }
}
