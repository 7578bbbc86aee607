package io.zimbraproxy.proxy.session.imap;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.LoginSuffix;
import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.SaslLogin;
import io.zimbraproxy.proxy.session.Step;
import io.zimbraproxy.proxy.upstream.login.ImapLogin;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The IMAP dialogue with one client before its login.
 *
 * <pre>
 *   command --STARTTLS--> (the session starts TLS) --> command, with nothing kept
 *   command --AUTHENTICATE--> SASL messages --> login, or command
 *   command --LOGIN--> login
 *   login --token is refused--> error challenge --any line--> end
 * </pre>
 */
public final class ImapDialogue implements Dialogue {
    private static final String BYE = "* BYE IMAP server terminating connection\r\n";
    private static final String AUTHENTICATE = "AUTHENTICATE";

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
    private final SaslLogin sasl = new SaslLogin(new SaslResults());
    private boolean tls;
    private int errors;
    /** Tag of the AUTHENTICATE command. */
    private String saslTag = "*";
    /** Tag of the command that logs in, for the reply. */
    private String loginTag = "*";

    private String loginCommand = "LOGIN";
    private LoginSuffix suffix = LoginSuffix.NONE;
    private ClientId clientId = ClientId.UNKNOWN;

    /** Creates a dialogue; {@code tls} tells whether the connection is encrypted. */
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
        return switch (sasl.awaitsLine() ? reader.readLine(in) : reader.read(in)) {
            case NEED_MORE -> Step.NEED_MORE;
            case CONTINUE -> new Step.Continue("+ \r\n");
            case COMPLETE -> complete(reader.take());
            case REFUSED_LITERAL -> invalid(new ImapScanner(reader.take()).tag());
            case TOO_LONG, UNSTOPPABLE_LITERAL -> {
                String tag = sasl.inExchange() ? saslTag : new ImapScanner(reader.take()).tag();
                yield new Step.Close(bad(tag) + BYE, CloseCause.PROTOCOL_ERROR);
            }
        };
    }

    private Step complete(byte[] line) {
        return sasl.awaitsLine() ? sasl.line(line) : command(new ImapScanner(line));
    }

    private Step command(ImapScanner scanner) {
        String tag = scanner.tag();
        if (tag == null || !scanner.blanks()) {
            return invalid(null);
        }
        ImapCommand command = COMMANDS.get(scanner.word());
        return command == null ? invalid(tag) : command.run(this, tag, scanner);
    }

    /** Begins a SASL exchange; {@code initialResponse} is the message that came with the command, or null. */
    Step authenticate(String tag, SaslConversation conversation, byte @Nullable [] initialResponse) {
        saslTag = tag;
        return sasl.begin(conversation, initialResponse);
    }

    private final class SaslResults implements SaslLogin.Results {
        @Override
        public Step complete(Credentials credentials) {
            return login(saslTag, AUTHENTICATE, credentials);
        }

        @Override
        public Step failed(String why) {
            loginTag = saslTag;
            loginCommand = AUTHENTICATE;
            return new Step.Refused(why);
        }

        @Override
        public Step aborted() {
            return new Step.Reply(saslTag + " BAD AUTHENTICATE aborted\r\n");
        }

        @Override
        public Step malformed() {
            return invalid(saslTag);
        }
    }

    /** Logs in; the reply gets the tag and names the command. */
    Step login(String tag, String command, Credentials credentials) {
        loginTag = tag;
        loginCommand = command;
        if (credentials.tooLong()) {
            return new Step.Reply(loginRefused());
        }
        suffix = LoginSuffix.of(credentials.routingLogin());
        return new Step.Login(suffix.removeFrom(credentials));
    }

    /**
     * Replies to an invalid command; too many of them end the session. {@code tag} is null if the command has no valid
     * tag.
     */
    Step invalid(@Nullable String tag) {
        errors++;
        return errors < settings.limits().preAuthErrors()
                ? new Step.Reply(bad(tag))
                : new Step.Close(bad(tag) + BYE, CloseCause.PROTOCOL_ERROR);
    }

    private static String bad(@Nullable String tag) {
        return (tag == null ? "*" : tag) + " BAD invalid command\r\n";
    }

    Step logout(String tag) {
        return new Step.Close(BYE + tag + " OK completed\r\n", CloseCause.CLIENT_CLOSED);
    }

    /** Returns the capabilities that are valid now (RFC 3501 section 6.1.1). */
    String capabilities() {
        StringBuilder list = new StringBuilder(String.join(" ", settings.capabilities()));
        if (mayLogIn()) {
            settings.sasl().names().forEach(name -> list.append(" AUTH=").append(name));
        }
        if (mayStartTls()) {
            list.append(" STARTTLS");
        }
        if (!mayLogIn()) {
            list.append(" LOGINDISABLED");
        }
        return list.toString();
    }

    SaslOffer offer() {
        return settings.sasl();
    }

    /** Returns true if the client may send a password over the connection as it is now. */
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
        sasl.reset();
        clientId = ClientId.UNKNOWN;
        reader.reset();
    }

    @Override
    public String loginRefused() {
        return loginTag + " NO [AUTHENTICATIONFAILED] " + loginCommand + " failed\r\n";
    }

    @Override
    public String loginRefused(Refusal refusal) {
        if (!settings.passErrors()) {
            return loginRefused();
        }
        String line = text(refusal.line());
        return text(refusal.before()) + (saysOnlyNo(line) ? loginRefused() : line);
    }

    /**
     * Returns true for a NO without a code, or with AUTHENTICATIONFAILED, which tells the client nothing else (RFC 5530
     * section 3). It is replaced by the proxy's own reply, so that a wrong password and an unknown user look the same.
     */
    private boolean saysOnlyNo(String line) {
        String text =
                line.substring(Math.min(line.length(), loginTag.length() + 1)).toUpperCase(Locale.ROOT);
        return text.startsWith("NO") && (!text.startsWith("NO [") || text.startsWith("NO [AUTHENTICATIONFAILED]"));
    }

    /** Returns one character per byte, because mailbox servers may send any byte. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public Step challenge(String own, @Nullable String upstream, Step.Close end) {
        return sasl.errorChallenge(upstream == null || !settings.passErrors() ? own : upstream, end);
    }

    @Override
    public String unavailable(byte @Nullable [] reply) {
        String before = reply == null || !settings.passErrors() ? "" : text(reply);
        return before + loginTag + " NO [UNAVAILABLE] internal server error\r\n";
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
        return "* BYE " + message + "\r\n" + loginTag + " NO [LIMIT] " + loginCommand + " failed\r\n";
    }

    @Override
    public String farewell() {
        return BYE;
    }

    @Override
    public UpstreamLogin upstreamLogin(Credentials credentials, LoginPeer peer) {
        String via = settings.sendId() ? clientId.via(peer.proxyAddress()) : null;
        return new ImapLogin(loginTag, credentials, suffix.bytes(), peer, via, settings.upstreamStartTls());
    }
}
