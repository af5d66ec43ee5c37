package org.jackfield.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jackfield.api.Tenant;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.rest.internal.Views.SessionView;

/** {@code /session}: a browser comes in and leaves. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final Services services;
    private final Sessions sessions;
    private final Gate gate;
    private final EventHub events;

    SessionResource(Services services, Sessions sessions, Gate gate, EventHub events) {
        this.services = services;
        this.sessions = sessions;
        this.gate = gate;
        this.events = events;
    }

    /** What a person types to log in; the tenant is {@code main} if absent. */
    record Login(String tenant, String user, String password) {
        Login {
            tenant = tenant == null || tenant.isBlank() ? Tenant.MAIN : tenant;
            if (user == null || password == null) {
                throw new Problem(400, "To log in, send the members 'user' and 'password'.");
            }
        }
    }

    /** Logs in with JSON. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response logIn(Login login, @Context HttpServletRequest request) {
        Account account = services.accounts()
                .authenticate(login.tenant(), login.user(), login.password())
                .orElseThrow(() -> new Problem(
                        401,
                        "User or password is wrong. After ten wrong passwords a user is locked " + "for a minute."));
        Session session = open(account, request);
        return Response.ok(view(Caller.of(session)))
                .header("Set-Cookie", cookie(session.id(), request))
                .build();
    }

    /** Logs in with a form, as a page without script sends it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logInByForm(
            @FormParam("tenant") String tenant,
            @FormParam("user") String user,
            @FormParam("password") String password,
            @Context HttpServletRequest request) {
        return logIn(new Login(tenant, user, password), request);
    }

    /** Logs in with a link that works once; who is logged in already is just let through. */
    @GET
    @Path("/once")
    public Response logInOnce(@QueryParam("code") @DefaultValue("") String code, @Context HttpServletRequest request) {
        // as a plain header: location() would resolve it against the address of the API
        Response.ResponseBuilder home =
                Response.status(Response.Status.SEE_OTHER).header("Location", "/");
        if (gate.session(request).isPresent()) {
            return home.build();
        }
        Account account = services.accounts()
                .spendOneTimeCode(code)
                .orElseThrow(() -> new Problem(
                        401,
                        "This log-in link was used already, or is too old. Make a new one, or log in "
                                + "with your password."));
        return home.header("Set-Cookie", cookie(open(account, request).id(), request))
                .build();
    }

    /** Who is logged in. */
    @GET
    public SessionView who(@Context Caller caller) {
        return view(caller);
    }

    /** Logs out. */
    @DELETE
    public Response logOut(@Context Caller caller, @Context HttpServletRequest request) {
        Session session = caller.session()
                .orElseThrow(() -> new Problem(400, "A token has no session to end; it is revoked in the shell."));
        sessions.close(session);
        events.close(other ->
                other.session().map(Session::id).filter(session.id()::equals).isPresent());
        return Response.noContent()
                .header("Set-Cookie", cookie("", request) + "; Max-Age=0")
                .build();
    }

    private Session open(Account account, HttpServletRequest request) {
        if (!account.may(AccountRole.AGENT)) {
            throw new Problem(403, "'" + account.name() + "' is the account of a device; it may use the broker only.");
        }
        gate.session(request).ifPresent(sessions::close);
        Session session = sessions.open(account);
        AgentSessions agents = services.agents;
        if (agents != null) {
            agents.logIn(account.tenant(), account.name(), SessionSource.PAGE);
        }
        return session;
    }

    private SessionView view(Caller caller) {
        AgentSessions agents = services.agents;
        Optional<Agent> agent = agents == null ? Optional.empty() : agents.agent(caller.tenant(), caller.name());
        return SessionView.of(caller, agent, services.demo().isPresent());
    }

    /**
     * Written by hand, since CXF leaves out SameSite. In a frame of another site's page a browser sends no cookie but
     * one of SameSite None, and keeps it apart for each such site if it is Partitioned.
     */
    private String cookie(String value, HttpServletRequest request) {
        boolean secure = gate.secure(request);
        return Gate.COOKIE + "=" + value + "; Path=/; HttpOnly"
                + (gate.framed() && secure ? "; SameSite=None; Partitioned" : "; SameSite=Strict")
                + (secure ? "; Secure" : "");
    }
}
