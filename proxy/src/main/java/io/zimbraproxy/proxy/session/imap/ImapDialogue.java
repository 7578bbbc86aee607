package io.zimbraproxy.proxy.session.imap;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.LoginSuffix;
import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.sasl.SaslStep;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.Step;
import io.zimbraproxy.proxy.upstream.login.ImapLogin;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One client's IMAP dialogue before login.
 *
 * <pre>
 *   command --STARTTLS--> (driver starts TLS) --> command, everything forgotten
 *   command --AUTHENTICATE--> SASL messages --> login, or command
 *   command --LOGIN--> login
 *   login --a token is refused--> error challenge --any line--> end
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
    private boolean tls;
    private int errors;
    /** Tag of an AUTHENTICATE, and its exchange while the client's next message is awaited. */
    private String saslTag = "*";

    private SaslConversation conversation;
    /** The last words to a client whose answer to an error challenge is awaited. */
    private Step.Close lastWords;
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
        boolean sasl = conversation != null || lastWords != null;
        return switch (sasl ? reader.readLine(in) : reader.read(in)) {
            case NEED_MORE -> Step.NEED_MORE;
            case CONTINUE -> new Step.Continue("+ \r\n");
            case COMPLETE -> complete(reader.take());
            case REFUSED_LITERAL -> invalid(new ImapScanner(reader.take()).tag());
            case TOO_LONG, UNSTOPPABLE_LITERAL -> {
                String tag = conversation != null ? saslTag : new ImapScanner(reader.take()).tag();
                yield new Step.Close(bad(tag) + BYE, CloseCause.PROTOCOL_ERROR);
            }
        };
    }

    private Step complete(byte[] line) {
        if (lastWords != null) {
            return lastWords;
        }
        return conversation == null ? command(new ImapScanner(line)) : sasl(conversation.answer(line));
    }

    private Step command(ImapScanner scanner) {
        String tag = scanner.tag();
        if (tag == null || !scanner.blanks()) {
            return invalid(null);
        }
        ImapCommand command = COMMANDS.get(scanner.word());
        return command == null ? invalid(tag) : command.run(this, tag, scanner);
    }

    /** Begins a SASL exchange. */
    Step authenticate(String tag, SaslConversation begun, Function<SaslConversation, SaslStep> first) {
        saslTag = tag;
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
            return login(saslTag, AUTHENTICATE, done.credentials());
        }
        if (step instanceof SaslStep.Failed failed) {
            loginTag = saslTag;
            loginCommand = AUTHENTICATE;
            return new Step.Refused(failed.why());
        }
        return step instanceof SaslStep.Aborted
                ? new Step.Reply(saslTag + " BAD AUTHENTICATE aborted\r\n")
                : invalid(saslTag);
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
        conversation = null;
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
     * A NO without a code, or with AUTHENTICATIONFAILED, tells nothing (RFC 5530 section 3), and is the same for a wrong
     * password and an unknown user: so it must look the same, too.
     */
    private boolean saysOnlyNo(String line) {
        String text =
                line.substring(Math.min(line.length(), loginTag.length() + 1)).toUpperCase(Locale.ROOT);
        return text.startsWith("NO") && (!text.startsWith("NO [") || text.startsWith("NO [AUTHENTICATIONFAILED]"));
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
        String before = words == null || !settings.passErrors() ? "" : text(words);
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
