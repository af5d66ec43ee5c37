package org.jackfield.crm.ldap.internal;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** One connection to the directory server, opened when it is needed and again when it is lost. Used by one thread. */
final class Directory implements AutoCloseable {
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "::1");

    private final LdapConfig config;
    private final LDAPURL url;
    private LDAPConnection connection;

    /** @throws IllegalArgumentException in one sentence that names the key */
    Directory(LdapConfig config) {
        this.config = config;
        try {
            this.url = new LDAPURL(config.url());
        } catch (LDAPException e) {
            throw new IllegalArgumentException(
                    "url '" + config.url() + "' is no address of a directory; write ldaps://ldap.example:636", e);
        }
        if (config.base().isBlank()) {
            throw new IllegalArgumentException("base is empty; say where people are, such as dc=example,dc=org");
        }
    }

    /** Open and bound. */
    LDAPConnection connection() throws LDAPException {
        if (connection == null || !connection.isConnected()) {
            close();
            connection = open();
        }
        return connection;
    }

    private LDAPConnection open() throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(config.deadlineMs());
        options.setResponseTimeoutMillis(config.deadlineMs());
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        try {
            SSLContext tls = new SSLUtil().createSSLContext("TLSv1.3");
            boolean ldaps = url.getScheme().equals("ldaps");
            LDAPConnection fresh = ldaps
                    ? new LDAPConnection(tls.getSocketFactory(), options, url.getHost(), url.getPort())
                    : new LDAPConnection(options, url.getHost(), url.getPort());
            if (!ldaps && !config.allowPlain() && !HERE.contains(url.getHost())) {
                startTls(fresh, tls);
            }
            if (!config.bindDn().isBlank()) {
                fresh.bind(config.bindDn(), config.secret());
            }
            return fresh;
        } catch (GeneralSecurityException e) {
            throw new LDAPException(ResultCode.CONNECT_ERROR, "TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static void startTls(LDAPConnection fresh, SSLContext tls) throws LDAPException {
        ExtendedResult started = fresh.processExtendedOperation(new StartTLSExtendedRequest(tls));
        if (started.getResultCode() != ResultCode.SUCCESS) {
            fresh.close();
            throw new LDAPException(
                    ResultCode.CONNECT_ERROR, "it does not offer StartTLS; use ldaps://, or set allowPlain = true");
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
