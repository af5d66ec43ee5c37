package org.jackfield.rest.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.agent.LineRef;
import org.jackfield.rest.internal.Views.Items;

/** {@code /users}: who may come in, and the tokens of their programs. For administrators alone. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {
    private final Services services;

    UsersResource(Services services) {
        this.services = services;
    }

    /**
     * Somebody who may come in.
     *
     * @param line of a device
     * @param tokens labels of the account's tokens
     */
    record UserView(String name, AccountRole role, Optional<LineRef> line, List<String> tokens) {}

    /** An account to be made, or to be given a new password and role. */
    record NewUser(String name, String role) {
        NewUser {
            if (name == null || role == null) {
                throw new Problem(400, "Say in the members 'name' and 'role' who it is and what it may do.");
            }
        }
    }

    /** @param password shown this once */
    record MadeUser(String name, String role, String password) {}

    /** What a token is for. */
    record NewToken(String label) {
        NewToken {
            if (label == null || label.isBlank()) {
                throw new Problem(400, "Say in the member 'label' what the token is for.");
            }
        }
    }

    /** @param token shown this once */
    record MadeToken(String label, String token) {}

    /** All accounts. */
    @GET
    public Items<UserView> list(@Context Caller caller) {
        caller.mustAdminister();
        Map<String, List<String>> tokens = services.accounts().tokens(caller.tenant());
        return Items.of(services.accounts().accounts(caller.tenant()).stream()
                .map(account -> new UserView(
                        account.name(), account.role(), account.line(), tokens.getOrDefault(account.name(), List.of())))
                .toList());
    }

    /** Makes an account, or gives one a new password and role. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public MadeUser make(NewUser user, @Context Caller caller) {
        caller.mustAdminister();
        AccountRole role = Asked.word(AccountRole.class, user.role());
        if (role == AccountRole.DEVICE) {
            throw new Problem(400, "A device's account is made in the shell, by jackfield:device-create.");
        }
        if (user.name().equals(caller.name()) && role != AccountRole.ADMINISTRATOR) {
            throw new Problem(409, "You cannot take the administrator's role from yourself; ask another one.");
        }
        try {
            String password =
                    services.accounts().create(new Account(caller.tenant(), user.name(), role, Optional.empty()));
            return new MadeUser(user.name(), role.word(), password);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, e.getMessage() + ".");
        }
    }

    /** Removes an account with its tokens. */
    @DELETE
    @Path("/{name}")
    public Response remove(@PathParam("name") String name, @Context Caller caller) {
        caller.mustAdminister();
        if (name.equals(caller.name())) {
            throw new Problem(409, "You cannot remove yourself; ask another administrator.");
        }
        return done(services.accounts().remove(caller.tenant(), name), "There is no user '" + name + "'.");
    }

    /** Makes a token for a program that acts as that account. */
    @POST
    @Path("/{name}/tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    public MadeToken makeToken(@PathParam("name") String name, NewToken token, @Context Caller caller) {
        caller.mustAdminister();
        try {
            return new MadeToken(token.label(), services.accounts().createToken(caller.tenant(), name, token.label()));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, e.getMessage() + ".");
        }
    }

    /** Revokes all tokens of that label. */
    @DELETE
    @Path("/{name}/tokens/{label}")
    public Response revoke(@PathParam("name") String name, @PathParam("label") String label, @Context Caller caller) {
        caller.mustAdminister();
        return done(
                services.accounts().revokeToken(caller.tenant(), name, label),
                "'" + name + "' has no token '" + label + "'.");
    }

    private static Response done(boolean done, String otherwise) {
        if (!done) {
            throw new Problem(404, otherwise);
        }
        return Response.noContent().build();
    }
}
