package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Limits per address and account. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Throttle(
        @JsonPropertyDescription("Mail connections per client address.")
        RateLimit ip,

        @JsonPropertyDescription("IMAP connections per client address; takes the place of ip when set.")
        RateLimit imapIp,

        @JsonPropertyDescription("POP3 connections per client address; takes the place of ip when set.")
        RateLimit pop3Ip,

        @JsonPropertyDescription("Successful mail logins per account.")
        RateLimit user,

        @JsonPropertyDescription("Failed logins per client address and account.")
        RateLimit failedLogins,

        @JsonPropertyDescription("Web requests per client address.")
        RateLimit httpIp,

        @JsonPropertyDescription("Addresses and networks (CIDR) without limits.") @Size(max = 256)
        List<String> exempt,

        @JsonPropertyDescription("What a client hears whose address is over its limit.")
        @Size(max = 253)
        @Pattern(Names.LINE)
        @Default(Throttle.IP_MESSAGE)
        String ipMessage,

        @JsonPropertyDescription("What a client hears whose account is over its limit.")
        @Size(max = 253)
        @Pattern(Names.LINE)
        @Default(Throttle.USER_MESSAGE)
        String userMessage) {
    static final String IP_MESSAGE = "Login rejected from this IP";
    static final String USER_MESSAGE = "Login rejected for this user";

    public Throttle {
        ip = ip == null ? RateLimit.defaults() : ip;
        imapIp = imapIp == null ? RateLimit.defaults() : imapIp;
        pop3Ip = pop3Ip == null ? RateLimit.defaults() : pop3Ip;
        user = user == null ? RateLimit.defaults() : user;
        failedLogins = failedLogins == null ? new RateLimit(null, GoDuration.parse("10m")) : failedLogins;
        httpIp = httpIp == null ? new RateLimit(null, GoDuration.parse("1m")) : httpIp;
        exempt = exempt == null ? List.of() : List.copyOf(exempt);
        ipMessage = ipMessage == null ? IP_MESSAGE : ipMessage;
        userMessage = userMessage == null ? USER_MESSAGE : userMessage;
    }

    /** Everything left out. */
    public static Throttle defaults() {
        return new Throttle(null, null, null, null, null, null, null, null, null);
    }
}
