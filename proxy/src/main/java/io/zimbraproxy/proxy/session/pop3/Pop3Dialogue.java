package io.zimbraproxy.proxy.session.pop3;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.LoginSuffix;
import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.LineReader;
import io.zimbraproxy.proxy.session.SaslLogin;
import io.zimbraproxy.proxy.session.Step;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Pop3Login;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The POP3 dialogue with one client before its login.
 *
 * <pre>
 *   command --STLS--> (the session starts TLS) --> command, with nothing kept
 *   command --USER--> PASS, CAPA, NOOP or QUIT; any other command drops the user --> command
 *   command --AUTH--> SASL messages --> login, or command
 *   login --token is refused--> error challenge --any line--> end
 * </pre>
 */
public final class Pop3Dialogue implements Dialogue {
    static final String INVALID = "-ERR invalid command\r\n";

    private static final Map<String, Pop3Command> COMMANDS = Map.of(
            "USER", new UserCommand(),
            "PASS", new PassCommand(),
            "AUTH", new AuthCommand(),
            "CAPA", new CapaCommand(),
            "NOOP", new NoopCommand(),
            "QUIT", new QuitCommand(),
            "STLS", new StlsCommand());

    private final Pop3Settings settings;
    private final LineReader lines;
    private final SaslLogin sasl = new SaslLogin(new SaslResults());
    private boolean tls;
    private int errors;
    /** The name of USER, until PASS. */
    private byte @Nullable [] user;
    /** Whether the login came with AUTH, for the reply. */
    private boolean byAuth;

    /** Creates a dialogue; {@code tls} tells whether the connection is encrypted. */
    public Pop3Dialogue(Pop3Settings settings, boolean tls) {
        this.settings = settings;
        this.tls = tls;
        lines = new LineReader(settings.limits().lineBytes());
    }

    @Override
    public String greeting() {
        return "+OK " + settings.greeting() + "\r\n";
    }

    @Override
    public Step next(ByteBuf in) {
        return switch (lines.find(in)) {
            case NEED_MORE -> Step.NEED_MORE;
            case TOO_LONG ->
                new Step.Close(sasl.inExchange() ? "-ERR line is too long\r\n" : INVALID, CloseCause.PROTOCOL_ERROR);
            case LINE -> complete(lines.take(in));
        };
    }

    private Step complete(byte[] line) {
        return sasl.awaitsLine() ? sasl.line(line) : command(Pop3Line.of(line));
    }

    private Step command(Pop3Line line) {
        Pop3Command command = COMMANDS.get(line.keyword());
        if (command == null || user != null && !command.validAfterUser()) {
            return invalid();
        }
        return command.run(this, line);
    }

    /** Begins a SASL exchange; {@code initialResponse} is the message that came with the command, or null. */
    Step authenticate(SaslConversation conversation, byte @Nullable [] initialResponse) {
        return sasl.begin(conversation, initialResponse);
    }

    private final class SaslResults implements SaslLogin.Results {
        @Override
        public Step complete(Credentials credentials) {
            return login(credentials, true);
        }

        @Override
        public Step failed(String why) {
            byAuth = true;
            return new Step.Refused(why);
        }

        @Override
        public Step aborted() {
            return new Step.Reply("-ERR authentication aborted\r\n");
        }

        @Override
        public Step malformed() {
            return invalid();
        }
    }

    /** Keeps the name for PASS. */
    Step user(byte[] name) {
        user = name;
        return new Step.Reply("+OK\r\n");
    }

    /** Logs in with the name of USER; without USER, the command is invalid. */
    Step password(byte[] password) {
        if (user == null) {
            return invalid();
        }
        return login(Credentials.login(user, password), false);
    }

    private Step login(Credentials credentials, boolean auth) {
        user = null;
        byAuth = auth;
        return credentials.tooLong()
                ? new Step.Reply(auth ? "-ERR line is too long\r\n" : "-ERR invalid username/password\r\n")
                : new Step.Login(LoginSuffix.of(credentials.routingLogin()).removeFrom(credentials));
    }

    /** Replies to an invalid command, and drops the name of USER; too many of them end the session. */
    Step invalid() {
        user = null;
        errors++;
        return errors < settings.limits().preAuthErrors()
                ? new Step.Reply(INVALID)
                : new Step.Close(INVALID, CloseCause.PROTOCOL_ERROR);
    }

    /** Returns the reply to CAPA with the capabilities that are valid now (RFC 2449 section 5). */
    String capabilities() {
        StringBuilder list = new StringBuilder("+OK Capability list follows\r\n");
        for (String capability : settings.capabilities()) {
            if (mayLogIn() || !capability.equalsIgnoreCase("USER")) {
                list.append(capability).append("\r\n");
            }
        }
        list.append("SASL ").append(String.join(" ", settings.sasl().names())).append("\r\n");
        if (mayStartTls()) {
            list.append("STLS\r\n");
        }
        return list.append(".\r\n").toString();
    }

    SaslOffer offer() {
        return settings.sasl();
    }

    /** Returns true if the client may send a password over the connection as it is now. */
    boolean mayLogIn() {
        return tls || settings.startTls() != StartTls.Required;
    }

    boolean mayStartTls() {
        return !tls && user == null && settings.startTls() != StartTls.Disabled;
    }

    @Override
    public void tlsStarted() {
        tls = true;
        user = null;
        sasl.reset();
    }

    @Override
    public String loginRefused() {
        return byAuth ? "-ERR [AUTH] authentication failed: LOGIN failed\r\n" : "-ERR [AUTH] LOGIN failed\r\n";
    }

    @Override
    public String loginRefused(Refusal refusal) {
        String line = text(refusal.line());
        return settings.passErrors() && !saysOnlyNo(line) ? line : loginRefused();
    }

    /**
     * Returns true for an error without a code, or with AUTH, which tells the client nothing else (RFC 3206 section 4).
     * It is replaced by the proxy's own reply, so that a wrong password and an unknown user look the same.
     */
    private static boolean saysOnlyNo(String line) {
        String text = line.toUpperCase(Locale.ROOT);
        return !text.startsWith("-ERR [") || text.startsWith("-ERR [AUTH]");
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
        return reply == null || !settings.passErrors() ? "-ERR [SYS/TEMP] internal server error\r\n" : text(reply);
    }

    @Override
    public String busy() {
        return "-ERR [SYS/TEMP] too many connections, try again later\r\n";
    }

    @Override
    public String addressLimited(String message) {
        return "-ERR " + message + "\r\n";
    }

    @Override
    public String accountLimited(String message) {
        return "-ERR [LOGIN-DELAY] " + message + "\r\n";
    }

    @Override
    public String farewell() {
        return "";
    }

    @Override
    public UpstreamLogin upstreamLogin(Credentials credentials, LoginPeer peer) {
        return new Pop3Login(credentials, peer, settings.sendXoip(), settings.upstreamStls());
    }
}
