package io.zimbraproxy.proxy.session.pop3;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.LoginSuffix;
import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.sasl.SaslStep;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.LineReader;
import io.zimbraproxy.proxy.session.Step;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Pop3Login;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One client's POP3 dialogue before login.
 *
 * <pre>
 *   command --STLS--> (driver starts TLS) --> command, everything forgotten
 *   command --USER--> PASS, CAPA, NOOP or QUIT; anything else forgets the user --> command
 *   command --AUTH--> SASL messages --> login, or command
 *   login --a token is refused--> error challenge --any line--> end
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
    private boolean tls;
    private int errors;
    private byte[] user;
    /** A SASL exchange whose next message is awaited. */
    private SaslConversation conversation;
    /** The last words to a client whose answer to an error challenge is awaited. */
    private Step.Close lastWords;

    private boolean byAuth;

    /** A dialogue on a connection that is encrypted already ({@code tls}), or is not yet. */
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
                new Step.Close(conversation != null ? "-ERR line is too long\r\n" : INVALID, CloseCause.PROTOCOL_ERROR);
            case LINE -> complete(lines.take(in));
        };
    }

    private Step complete(byte[] line) {
        if (lastWords != null) {
            return lastWords;
        }
        return conversation == null ? command(Pop3Line.of(line)) : sasl(conversation.answer(line));
    }

    private Step command(Pop3Line line) {
        Pop3Command command = COMMANDS.get(line.keyword());
        if (command == null || user != null && !command.validAfterUser()) {
            return invalid();
        }
        return command.run(this, line);
    }

    /** Begins a SASL exchange. */
    Step authenticate(SaslConversation begun, Function<SaslConversation, SaslStep> first) {
        conversation = begun;
        return sasl(first.apply(begun));
    }

    private Step sasl(SaslStep step) {
        if (step instanceof SaslStep.Challenge challenge) {
            return new Step.Continue(challenge.line());
        }
        if (step instanceof SaslStep.Work work) {
            return new Step.Work(work.work(), this::sasl);
        }
        conversation = null;
        if (step instanceof SaslStep.Done done) {
            return login(done.credentials(), true);
        }
        if (step instanceof SaslStep.Failed failed) {
            byAuth = true;
            return new Step.Refused(failed.why());
        }
        return step instanceof SaslStep.Aborted ? new Step.Reply("-ERR authentication aborted\r\n") : invalid();
    }

    /** Remembers the name for PASS. */
    Step user(byte[] name) {
        user = name;
        return new Step.Reply("+OK\r\n");
    }

    /** Logs in with the name of USER, if there is one. */
    Step password(byte[] password) {
        if (user == null) {
            return invalid();
        }
        return login(Credentials.login(user, password), false);
    }

    private Step login(Credentials credentials, boolean sasl) {
        user = null;
        byAuth = sasl;
        return credentials.tooLong()
                ? new Step.Reply(sasl ? "-ERR line is too long\r\n" : "-ERR invalid username/password\r\n")
                : new Step.Login(LoginSuffix.of(credentials.routingLogin()).removeFrom(credentials));
    }

    /** Answers a command that is none and forgets the user; too many of them end the session. */
    Step invalid() {
        user = null;
        errors++;
        return errors < settings.limits().preAuthErrors()
                ? new Step.Reply(INVALID)
                : new Step.Close(INVALID, CloseCause.PROTOCOL_ERROR);
    }

    /** What CAPA lists now (RFC 2449 section 5). */
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

    /** True when a password may come over this connection as it is now. */
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
        conversation = null;
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
     * An error without a code, or with AUTH, tells nothing (RFC 3206 section 4), and is the same for a wrong password and an
     * unknown user: so it must look the same, too.
     */
    private static boolean saysOnlyNo(String line) {
        String text = line.toUpperCase(Locale.ROOT);
        return !text.startsWith("-ERR [") || text.startsWith("-ERR [AUTH]");
    }

    /** One byte a character: mailbox servers may say any. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public Step challenge(String own, String upstream, Step.Close end) {
        lastWords = end;
        return new Step.Continue("+ " + (upstream == null || !settings.passErrors() ? own : upstream) + "\r\n");
    }

    @Override
    public String unavailable(byte[] words) {
        return words == null || !settings.passErrors() ? "-ERR [SYS/TEMP] internal server error\r\n" : text(words);
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
