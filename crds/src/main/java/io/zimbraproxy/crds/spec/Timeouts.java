package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Timeouts and delays. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Timeouts(
        @JsonPropertyDescription("Delay before the reply to a failed mail login.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.NOT_NEGATIVE, message = GoDuration.NOT_NEGATIVE_MESSAGE)
        @Default(Timeouts.AUTH_FAILURE_DELAY)
        Duration authFailureDelay,

        @JsonPropertyDescription(
                "Highest total time for the login at a mailbox server: connection, TLS, greeting and login.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.MAIL_CONNECT)
        Duration mailConnect,

        @JsonPropertyDescription("Time to connect to a mail port of a mailbox server, without TLS.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.MAIL_TCP)
        Duration mailTcp,

        @JsonPropertyDescription("Time for the greeting of a mailbox server, after connection and TLS handshake.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.MAIL_GREETING)
        Duration mailGreeting,

        @JsonPropertyDescription("Time for the login at a mailbox server, after its greeting.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.MAIL_LOGIN)
        Duration mailLogin,

        @JsonPropertyDescription("Time for each command of a mail client before the login.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.PRE_AUTH_IDLE)
        Duration preAuthIdle,

        @JsonPropertyDescription("How long an IMAP session may be idle after the login.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.IMAP_IDLE)
        Duration imapIdle,

        @JsonPropertyDescription("How long a POP3 session may be idle after the login.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.POP3_IDLE)
        Duration pop3Idle,

        @JsonPropertyDescription("Time for a TLS handshake with a client or server.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.TLS_HANDSHAKE)
        Duration tlsHandshake,

        @JsonPropertyDescription("Time for the first request on a web connection.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.HTTP_HEADER)
        Duration httpHeader,

        @JsonPropertyDescription("How long a web connection may be idle between two requests.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.HTTP_IDLE)
        Duration httpIdle,

        @JsonPropertyDescription("Time to connect to a web server of a pool.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.HTTP_CONNECT)
        Duration httpConnect,

        @JsonPropertyDescription("How long a web server may be silent before and during its response.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.HTTP_READ)
        Duration httpRead,

        @JsonPropertyDescription("How long a web client or server may accept no data.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.HTTP_SEND)
        Duration httpSend,

        @JsonPropertyDescription(
                "Replaces httpRead for long polls; also the idle time of upgraded connections such as WebSockets.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Timeouts.HTTP_POLLING)
        Duration httpPolling,

        @JsonPropertyDescription("How long open sessions may continue after the process received the signal to stop.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.NOT_NEGATIVE, message = GoDuration.NOT_NEGATIVE_MESSAGE)
        @Default(Timeouts.DRAIN)
        Duration drain,

        @JsonPropertyDescription(
                "How long the process accepts new connections after the signal to stop, until load balancers have noticed.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.NOT_NEGATIVE, message = GoDuration.NOT_NEGATIVE_MESSAGE)
        @Default(Timeouts.DRAIN_SETTLE)
        Duration drainSettle) {
    static final String AUTH_FAILURE_DELAY = "10s";
    static final String MAIL_CONNECT = "120s";
    static final String MAIL_TCP = "25s";
    static final String MAIL_GREETING = "60s";
    static final String MAIL_LOGIN = "60s";
    static final String PRE_AUTH_IDLE = "60s";
    static final String IMAP_IDLE = "35m";
    static final String POP3_IDLE = "10m";
    static final String TLS_HANDSHAKE = "10s";
    static final String HTTP_HEADER = "15s";
    static final String HTTP_IDLE = "75s";
    static final String HTTP_CONNECT = "25s";
    static final String HTTP_READ = "60s";
    static final String HTTP_SEND = "60s";
    static final String HTTP_POLLING = "1h";
    static final String DRAIN = "5m";
    static final String DRAIN_SETTLE = "5s";

    public Timeouts {
        authFailureDelay = authFailureDelay == null ? GoDuration.parse(AUTH_FAILURE_DELAY) : authFailureDelay;
        mailConnect = mailConnect == null ? GoDuration.parse(MAIL_CONNECT) : mailConnect;
        mailTcp = mailTcp == null ? GoDuration.parse(MAIL_TCP) : mailTcp;
        mailGreeting = mailGreeting == null ? GoDuration.parse(MAIL_GREETING) : mailGreeting;
        mailLogin = mailLogin == null ? GoDuration.parse(MAIL_LOGIN) : mailLogin;
        preAuthIdle = preAuthIdle == null ? GoDuration.parse(PRE_AUTH_IDLE) : preAuthIdle;
        imapIdle = imapIdle == null ? GoDuration.parse(IMAP_IDLE) : imapIdle;
        pop3Idle = pop3Idle == null ? GoDuration.parse(POP3_IDLE) : pop3Idle;
        tlsHandshake = tlsHandshake == null ? GoDuration.parse(TLS_HANDSHAKE) : tlsHandshake;
        httpHeader = httpHeader == null ? GoDuration.parse(HTTP_HEADER) : httpHeader;
        httpIdle = httpIdle == null ? GoDuration.parse(HTTP_IDLE) : httpIdle;
        httpConnect = httpConnect == null ? GoDuration.parse(HTTP_CONNECT) : httpConnect;
        httpRead = httpRead == null ? GoDuration.parse(HTTP_READ) : httpRead;
        httpSend = httpSend == null ? GoDuration.parse(HTTP_SEND) : httpSend;
        httpPolling = httpPolling == null ? GoDuration.parse(HTTP_POLLING) : httpPolling;
        drain = drain == null ? GoDuration.parse(DRAIN) : drain;
        drainSettle = drainSettle == null ? GoDuration.parse(DRAIN_SETTLE) : drainSettle;
    }

    /** Returns the section with its defaults. */
    public static Timeouts defaults() {
        return Sections.defaults(Timeouts.class);
    }

    public Timeouts withAuthFailureDelay(@Nullable Duration authFailureDelay) {
        return Sections.with(this, "authFailureDelay", authFailureDelay);
    }

    public Timeouts withMailConnect(@Nullable Duration mailConnect) {
        return Sections.with(this, "mailConnect", mailConnect);
    }

    public Timeouts withPreAuthIdle(@Nullable Duration preAuthIdle) {
        return Sections.with(this, "preAuthIdle", preAuthIdle);
    }

    public Timeouts withImapIdle(@Nullable Duration imapIdle) {
        return Sections.with(this, "imapIdle", imapIdle);
    }

    public Timeouts withPop3Idle(@Nullable Duration pop3Idle) {
        return Sections.with(this, "pop3Idle", pop3Idle);
    }

    public Timeouts withHttpConnect(@Nullable Duration httpConnect) {
        return Sections.with(this, "httpConnect", httpConnect);
    }

    public Timeouts withHttpRead(@Nullable Duration httpRead) {
        return Sections.with(this, "httpRead", httpRead);
    }

    public Timeouts withHttpSend(@Nullable Duration httpSend) {
        return Sections.with(this, "httpSend", httpSend);
    }

    public Timeouts withHttpPolling(@Nullable Duration httpPolling) {
        return Sections.with(this, "httpPolling", httpPolling);
    }
}
