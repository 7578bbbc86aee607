package io.zimbraproxy.stub.lookup;

import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.CidrBlock;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.config.LookupConfig;
import io.zimbraproxy.stub.config.MailboxService;
import io.zimbraproxy.stub.token.SignedToken;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides a lookup as Zimbra's servlet does: the request's headers come in, the response's headers go out. The status of an account does not matter
 * here; the mailbox server refuses the login of an account that is not active.
 */
final class LookupService {

    /** Services by lookup protocol. */
    private static final Map<String, MailboxService> SERVICES = Map.of(
            "imap", MailboxService.IMAP,
            "imapssl", MailboxService.IMAPS,
            "pop3", MailboxService.POP3,
            "pop3ssl", MailboxService.POP3S,
            "http", MailboxService.HTTP,
            "httpssl", MailboxService.HTTPS);

    private static final String GSSAPI = "(GSSAPI) ";
    private static final String CERTAUTH = "(CERTAUTH) ";

    private final LookupConfig config;
    private final Directory directory;
    private final Qualifier qualifier;
    private final String host;
    private final ServicePorts ports;

    /** @param host the value of {@code Auth-Server} */
    LookupService(LookupConfig config, Directory directory, String host, ServicePorts ports) {
        this.config = config;
        this.directory = directory;
        this.qualifier = new Qualifier(directory, config.defaultDomain());
        this.host = host;
        this.ports = ports;
    }

    LookupResponse respond(LookupRequest request) {
        try {
            String user = PercentEscape.decode("Auth-User", request.required("Auth-User", ""));
            String method = request.required("Auth-Method", "");
            String protocol = request.required("Auth-Protocol", "");
            PercentEscape.decode("Auth-Pass", request.header("Auth-Pass").orElse(""));
            return switch (method) {
                case "username" -> byName(request, qualifier.qualify(user, request), protocol);
                case "zimbraId" -> route(request, found(directory.byId(user), user), user, protocol);
                case "gssapi" -> byTicket(request, user, protocol);
                case "certauth" -> byCertificate(request, user);
                default -> throw new LookupRefusal("unsupported auth method " + method);
            };
        } catch (LookupRefusal e) {
            return LookupResponse.refusal(e.text(), config.authWaitSeconds());
        }
    }

    private LookupResponse byName(LookupRequest request, String name, String protocol) throws LookupRefusal {
        Optional<Account> account = directory.byName(name);
        if (request.isFlagged("Auth-Zimbra-Admin")) {
            requireAdmin(account, name);
        }
        return route(request, found(account, name), name, protocol);
    }

    private LookupResponse byTicket(LookupRequest request, String user, String protocol) throws LookupRefusal {
        String principal = request.required("Auth-Id", GSSAPI);
        requireProxyAccount(request, GSSAPI);
        Account authenticated = directory
                .byKerberosPrincipal(principal)
                .orElseThrow(() -> new LookupRefusal("No account was found which has kerberos principal " + principal));
        Optional<Account> wanted = directory.byKerberosPrincipal(user);
        String name = wanted.map(Account::name).orElseGet(() -> qualifier.qualify(user, request));
        Account account = found(wanted.or(() -> directory.byName(name)), name);
        return route(request, account, name, protocol)
                .with("Auth-Id", authenticated.name())
                .with("Auth-Pass", SignedToken.of(authenticated.zimbraId()).encode());
    }

    /** Responds with a dummy route: for certauth, the proxy uses only the token. */
    private LookupResponse byCertificate(LookupRequest request, String subject) throws LookupRefusal {
        requireProxyAccount(request, CERTAUTH);
        Account account = found(directory.byCertificateSubject(subject), subject);
        boolean admin = request.isFlagged("Auth-Zimbra-Admin");
        if (admin) {
            requireAdmin(Optional.of(account), account.name());
        }
        SignedToken token = SignedToken.of(account.zimbraId());
        return LookupResponse.route("127.0.0.1", 9999, isInDefaultDomain(account), account.name())
                .with("Auth-Pass", (admin ? token.asAdmin() : token).encode());
    }

    private LookupResponse route(LookupRequest request, Account account, String name, String protocol)
            throws LookupRefusal {
        requireAllowedAddress(request, account);
        String mailbox = account.mailbox();
        if (mailbox == null) {
            throw new LookupRefusal("mailhost not found for user: " + name);
        }
        int port = Optional.ofNullable(SERVICES.get(protocol))
                .map(service -> ports.port(mailbox, service))
                .orElse(OptionalInt.empty())
                .orElseThrow(
                        () -> new LookupRefusal("missing port for protocol " + protocol + " on server " + mailbox));
        boolean canonical = config.rewriteAliases() && directory.byName(name).isPresent();
        return LookupResponse.route(host, port, isInDefaultDomain(account), canonical ? account.name() : name);
    }

    private void requireAllowedAddress(LookupRequest request, Account account) throws LookupRefusal {
        String client = request.header("Client-IP").orElse("");
        boolean refused = directory
                .domain(account.domain())
                .filter(domain -> !domain.allowedIps().isEmpty())
                .filter(domain -> domain.allowedIps().stream()
                        .noneMatch(block -> CidrBlock.parse(block).contains(client)))
                .isPresent();
        if (refused) {
            throw new LookupRefusal("Client-IP " + client + " is not allowed on this domain");
        }
    }

    private void requireAdmin(Optional<Account> account, String name) throws LookupRefusal {
        if (account.isEmpty()) {
            throw new LookupRefusal("account " + name + " not found");
        }
        if (!account.get().admin()) {
            throw new LookupRefusal("account " + name + " is not admin or delegated admin");
        }
    }

    /** Checks the proxy's account and address, which the methods that return tokens require. */
    private void requireProxyAccount(LookupRequest request, String prefix) throws LookupRefusal {
        String user = request.required("Auth-Admin-User", prefix);
        String password = request.required("Auth-Admin-Pass", prefix);
        String proxy = request.required("X-Proxy-IP", prefix);
        if (!config.adminAddresses().contains(proxy)) {
            throw new LookupRefusal("X-Proxy-IP " + proxy + " is not allowed");
        }
        if (!user.equals(config.adminUser()) || !password.equals(config.adminPassword())) {
            throw new LookupRefusal("authentication failed for " + user);
        }
    }

    private boolean isInDefaultDomain(Account account) {
        return account.domain().equals(config.defaultDomain());
    }

    private static Account found(Optional<Account> account, String name) throws LookupRefusal {
        return account.orElseThrow(() -> new LookupRefusal("user not found:" + name));
    }
}
