package org.jackfield.rest.internal;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jackfield.api.Word;
import org.jackfield.api.control.Refused;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into an answer a person can act on. */
final class Errors implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final Json json;

    Errors(Json json) {
        this.json = json;
    }

    @Override
    public Response toResponse(Throwable fault) {
        Problem problem = problem(fault);
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(json.write(problem.body()));
        if (fault instanceof NotAllowedException web) {
            answer.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        return answer.build();
    }

    /** What to answer. What nobody foresaw is logged under a number that the answer names. */
    static Problem problem(Throwable fault) {
        if (fault instanceof Problem problem) {
            return problem;
        }
        if (fault instanceof Refused refused) {
            return new Problem(
                    switch (refused.why()) {
                        case INVALID -> 400;
                        case NOT_FOUND -> 404;
                        case NOT_ALLOWED -> 409;
                        case TOO_MANY -> 429;
                        case UNAVAILABLE -> 503;
                    },
                    refused.getMessage(),
                    Map.of(
                            "reason",
                            refused.why().word(),
                            "allowed",
                            refused.allowed().stream().map(Word::word).toList()));
        }
        if (fault instanceof StoreException) {
            return new Problem(503, fault.getMessage());
        }
        if (fault instanceof TimeoutException) {
            return new Problem(504, "The PBX did not say in time whether it took the request.");
        }
        if (fault instanceof WebApplicationException web) {
            return new Problem(
                    web.getResponse().getStatus(), sentence(web.getResponse().getStatus()));
        }
        if (fault instanceof CompletionException && fault.getCause() != null) {
            return problem(fault.getCause());
        }
        if (lostClient(fault)) {
            return new Problem(503, "The connection was lost.");
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("Request failed, incident {}", incident, fault);
        return new Problem(
                500, "Something went wrong that nobody foresaw; the log has it as incident " + incident + ".");
    }

    /** Whether a client went away while it was answered, which is no fault of this server. */
    static boolean lostClient(Throwable fault) {
        return fault != null && (fault instanceof IOException || lostClient(fault.getCause()));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address; see /api/v1/openapi.json for what there is.";
            case 405 -> "This address does not take that method; see the header Allow.";
            case 406 -> "This address answers JSON only; send 'Accept: application/json'.";
            case 415 -> "Send the body as JSON with 'Content-Type: application/json'.";
            default -> "The request could not be served as it was sent.";
        };
    }
}
