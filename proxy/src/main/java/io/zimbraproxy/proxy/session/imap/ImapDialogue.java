package io.zimbraproxy.proxy.session.imap;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.LoginSuffix;
import io.zimbraproxy.proxy.sasl.PlainMechanism;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.Step;
import io.zimbraproxy.proxy.upstream.login.ImapLogin;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.util.Map;

/**
 * One client's IMAP dialogue before login.
 *
 * <pre>
 *   command --STARTTLS--> (driver starts TLS) --> command, everything forgotten
 *   command --AUTHENTICATE without response--> SASL message --> login, or command
 *   command --LOGIN, AUTHENTICATE with response--> login
 * </pre>
 */
public final class ImapDialogue implements Dialogue {
    private static final String BYE = "* BYE IMAP server terminating connection\r\n";

    private static final Map<String, ImapCommand> COMMANDS = Map.of(
            "CAPABILITY", new CapabilityCommand(),
            "NOOP", new NoopCommand(),
            "LOGOUT", new LogoutCommand(),
            "ID", new IdCommand(),
            "STARTTLS", new StartTlsCommand(),
            "LOGIN", new LoginCommand(),
            "AUTHENTICATE", new AuthenticateCommand());

    private final ImapSettings settings;
    private final ImapCommandReader reader;
    private boolean tls;
    private int errors;
    /** Tag of an AUTHENTICATE whose SASL message is awaited. */
    private String saslTag;
    /** Tag and name of the command that logs in, for its answer. */
    private String loginTag = "*";

    private String loginCommand = "LOGIN";
    private LoginSuffix suffix = LoginSuffix.NONE;
    private ClientId clientId = ClientId.UNKNOWN;

    /** A dialogue on a connection that is encrypted already ({@code tls}), or is not yet. */
    public ImapDialogue(ImapSettings settings, boolean tls) {
        this.settings = settings;
        this.tls = tls;
        reader = new ImapCommandReader(
                settings.limits().lineBytes(), settings.limits().literalBytes());
    }

    @Override
    public String greeting() {
        return "* OK " + settings.greeting() + "\r\n";
    }

    @Override
    public Step next(ByteBuf in) {
        return switch (reader.read(in)) {
            case NEED_MORE -> Step.NEED_MORE;
            case CONTINUE -> new Step.Continue("+ \r\n");
            case COMPLETE -> saslTag != null ? saslMessage(reader.take()) : command(new ImapScanner(reader.take()));
            case REFUSED_LITERAL -> invalid(new ImapScanner(reader.take()).tag());
            case TOO_LONG, UNSTOPPABLE_LITERAL -> {
                String tag = saslTag != null ? saslTag : new ImapScanner(reader.take()).tag();
                yield new Step.Close(bad(tag) + BYE, CloseCause.PROTOCOL_ERROR);
            }
        };
    }

    private Step command(ImapScanner scanner) {
        String tag = scanner.tag();
        if (tag == null || !scanner.blanks()) {
            return invalid(null);
        }
        ImapCommand command = COMMANDS.get(scanner.word());
        return command == null ? invalid(tag) : command.run(this, tag, scanner);
    }

    private Step saslMessage(byte[] line) {
        String tag = saslTag;
        saslTag = null;
        if (line.length == 1 && line[0] == '*') {
            return new Step.Reply(tag + " BAD AUTHENTICATE aborted\r\n");
        }
        return plain(tag, line);
    }

    /** Ends an AUTHENTICATE PLAIN with the client's message in base64. */
    Step plain(String tag, byte[] base64) {
        return PlainMechanism.decode(base64)
                .map(credentials -> login(tag, "AUTHENTICATE", credentials))
                .orElseGet(() -> invalid(tag));
    }

    /** Awaits the client's SASL message. */
    Step awaitSaslMessage(String tag) {
        saslTag = tag;
        return new Step.Continue("+ \r\n");
    }

    Step login(String tag, String command, Credentials credentials) {
        loginTag = tag;
        loginCommand = command;
        if (credentials.tooLong()) {
            return new Step.Reply(loginRefused());
        }
        suffix = LoginSuffix.of(credentials.routingLogin());
        return new Step.Login(suffix.removeFrom(credentials));
    }

    /** Answers a command that is none; too many of them end the session. */
    Step invalid(String tag) {
        errors++;
        return errors < settings.limits().preAuthErrors()
                ? new Step.Reply(bad(tag))
                : new Step.Close(bad(tag) + BYE, CloseCause.PROTOCOL_ERROR);
    }

    private static String bad(String tag) {
        return (tag == null ? "*" : tag) + " BAD invalid command\r\n";
    }

    Step logout(String tag) {
        return new Step.Close(BYE + tag + " OK completed\r\n", CloseCause.CLIENT_CLOSED);
    }

    /** What CAPABILITY lists now (RFC 3501 section 6.1.1). */
    String capabilities() {
        StringBuilder list = new StringBuilder(String.join(" ", settings.capabilities()));
        if (mayLogIn()) {
            list.append(" AUTH=").append(PlainMechanism.NAME);
        }
        if (mayStartTls()) {
            list.append(" STARTTLS");
        }
        if (!mayLogIn()) {
            list.append(" LOGINDISABLED");
        }
        return list.toString();
    }

    /** True when a password may come over this connection as it is now. */
    boolean mayLogIn() {
        return tls || settings.startTls() != StartTls.Required;
    }

    boolean mayStartTls() {
        return !tls && settings.startTls() != StartTls.Disabled;
    }

    void identified(ClientId id) {
        clientId = id;
    }

    @Override
    public void tlsStarted() {
        tls = true;
        saslTag = null;
        clientId = ClientId.UNKNOWN;
        reader.reset();
    }

    @Override
    public String loginRefused() {
        return loginTag + " NO " + loginCommand + " failed\r\n";
    }

    @Override
    public String unavailable() {
        return loginTag + " NO [UNAVAILABLE] internal server error\r\n";
    }

    @Override
    public String busy() {
        return "* BYE [UNAVAILABLE] too many connections, try again later\r\n";
    }

    @Override
    public String addressLimited(String message) {
        return "* BYE " + message + "\r\n";
    }

    @Override
    public String accountLimited(String message) {
        return "* BYE " + message + "\r\n" + loginRefused();
    }

    @Override
    public String farewell() {
        return BYE;
    }

    @Override
    public UpstreamLogin upstreamLogin(Credentials credentials, LoginPeer peer) {
        String via = settings.sendId() ? clientId.via(peer.proxyAddress()) : null;
        return new ImapLogin(loginTag, credentials, suffix.bytes(), peer, via);
    }
}
