package io.zimbraproxy.proxy.session.pop3;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.LoginSuffix;
import io.zimbraproxy.proxy.sasl.PlainMechanism;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.LineReader;
import io.zimbraproxy.proxy.session.Step;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Pop3Login;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.util.Map;

/**
 * One client's POP3 dialogue before login.
 *
 * <pre>
 *   command --STLS--> (driver starts TLS) --> command, everything forgotten
 *   command --USER--> PASS, CAPA, NOOP or QUIT; anything else forgets the user --> command
 *   command --AUTH without response--> SASL message --> login, or command
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
    private boolean awaitingSasl;
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
                new Step.Close(awaitingSasl ? "-ERR line is too long\r\n" : INVALID, CloseCause.PROTOCOL_ERROR);
            case LINE -> awaitingSasl ? saslMessage(lines.take(in)) : command(Pop3Line.of(lines.take(in)));
        };
    }

    private Step command(Pop3Line line) {
        Pop3Command command = COMMANDS.get(line.keyword());
        if (command == null || user != null && !command.validAfterUser()) {
            return invalid();
        }
        return command.run(this, line);
    }

    private Step saslMessage(byte[] line) {
        awaitingSasl = false;
        if (line.length == 1 && line[0] == '*') {
            return new Step.Reply("-ERR authentication aborted\r\n");
        }
        return plain(line);
    }

    /** Ends an AUTH PLAIN with the client's message in base64. */
    Step plain(byte[] base64) {
        return PlainMechanism.decode(base64)
                .map(credentials -> login(credentials, true))
                .orElseGet(this::invalid);
    }

    /** Awaits the client's SASL message. */
    Step awaitSaslMessage() {
        awaitingSasl = true;
        return new Step.Continue("+ \r\n");
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
        list.append("SASL ").append(PlainMechanism.NAME).append("\r\n");
        if (mayStartTls()) {
            list.append("STLS\r\n");
        }
        return list.append(".\r\n").toString();
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
        awaitingSasl = false;
    }

    @Override
    public String loginRefused() {
        return byAuth ? "-ERR authentication failed: LOGIN failed\r\n" : "-ERR LOGIN failed\r\n";
    }

    @Override
    public String unavailable() {
        return "-ERR [SYS/TEMP] internal server error\r\n";
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
        return "-ERR " + message + "\r\n";
    }

    @Override
    public String farewell() {
        return "";
    }

    @Override
    public UpstreamLogin upstreamLogin(Credentials credentials, LoginPeer peer) {
        return new Pop3Login(credentials, peer, settings.sendXoip());
    }
}
