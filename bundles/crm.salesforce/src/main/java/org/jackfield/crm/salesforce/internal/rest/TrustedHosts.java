package org.jackfield.crm.salesforce.internal.rest;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * To which servers a token may be sent. The org's address comes with its answer to a log-in, and whoever could forge
 * that would get every number that is looked up. Pure.
 */
public final class TrustedHosts {
    private static final List<String> SALESFORCE = List.of(".my.salesforce.com", ".my.salesforce-scrt.com");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final URI login;
    private final List<String> allowed;

    /** @param allowed further hosts, with a port where it is not the usual one */
    public TrustedHosts(URI login, List<String> allowed) {
        this.login = login;
        this.allowed = allowed.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    /**
     * The address of a server, without path.
     *
     * @throws IllegalArgumentException in one sentence if it is none, or not encrypted and on another machine
     */
    public static URI address(String written) {
        URI address;
        try {
            address = URI.create(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + written + "' is not an address; write https://…", e);
        }
        String host = address.getHost();
        boolean safe = "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && host != null && LOOPBACK.contains(host);
        if (host == null || !safe || address.getUserInfo() != null) {
            throw new IllegalArgumentException("'" + written
                    + "' is not an address to send secrets to; write https://host, http:// being for this machine"
                    + " alone");
        }
        String path = address.getPath();
        if (path != null && path.length() > 1 || address.getQuery() != null) {
            throw new IllegalArgumentException("'" + written + "' has a path; write the server alone, https://host");
        }
        return URI.create(address.getScheme() + "://" + address.getAuthority());
    }

    /**
     * An address that the org named.
     *
     * @throws IllegalArgumentException in one sentence if no token may be sent there
     */
    public URI checked(String named) {
        URI address = address(named);
        String authority = address.getAuthority().toLowerCase(Locale.ROOT);
        boolean trusted = authority.equals(login.getAuthority().toLowerCase(Locale.ROOT))
                || allowed.contains(authority)
                || "https".equals(address.getScheme())
                        && address.getPort() == -1
                        && SALESFORCE.stream().anyMatch(authority::endsWith);
        if (!trusted) {
            throw new IllegalArgumentException("The org says that it is at " + authority
                    + ", which is not trusted; if that is right, add it to allowedHosts");
        }
        return address;
    }
}
