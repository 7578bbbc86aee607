package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Names;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Problem texts for the regular expressions of {@link Names}. */
enum Form {
    LABEL(Names.LABEL, "is not a valid name", "use lower-case letters, digits and hyphens"),
    SUBDOMAIN(Names.SUBDOMAIN, "is not a valid name", "use lower-case letters, digits, hyphens and dots"),
    SECRET_KEY(Names.SECRET_KEY, "is not a key of a Secret", "use letters, digits, hyphens, underscores and dots"),
    HOST(Names.HOST, "is not a host name", "use letters, digits, hyphens and dots, such as mail.example.com"),
    VIRTUAL_HOST(Names.VIRTUAL_HOST, "is not a host name", "write it like mail.example.com or *.example.com"),
    HOST_OR_ADDRESS(
            Names.HOST_OR_ADDRESS, "is not a host name or address", "write it like mailbox-1.internal or 2001:db8::1"),
    ADDRESS(Names.ADDRESS, "is not an IP address", "write it like 192.0.2.1 or 2001:db8::1"),
    NETWORK(Names.NETWORK, "is not an address or network", "write it like 10.0.0.0/8 or 2001:db8::/32"),
    HOST_PORT(Names.HOST_PORT, "is not host:port", "write it like cache-1:11211"),
    HANDLER(
            Names.HANDLER,
            "is not scheme, host and port of a lookup handler",
            "write it like https://mailbox-1.internal:7072; the path has its own field"),
    REDIS(
            Names.REDIS,
            "is not the URL of a Redis server",
            "write it like redis://cache:6379; the password has its own field"),
    ACCOUNT(Names.ACCOUNT, "is not the name of an account", "use printable US-ASCII without spaces"),
    WORD(Names.WORD, "is not one word", "use letters, digits, hyphens, underscores and dots"),
    PATH(Names.PATH, "is not a path", "start with / and use no spaces and no query"),
    COOKIE_PATH(Names.COOKIE_PATH, "is not the path of a cookie", "start with / and use no spaces and no semicolons"),
    COOKIE_DOMAIN(
            Names.COOKIE_DOMAIN, "is not the domain of a cookie", "write it like mail.example.com or .example.com"),
    PAGE(Names.PAGE, "is not an http or https URL", "write it like https://status.example.com/mail"),
    LINE(Names.LINE, "is not one line of printable US-ASCII text", "use letters, digits, spaces and punctuation"),
    HEADER_VALUE(
            Names.HEADER_VALUE,
            "is not the value of a header",
            "use one line of printable US-ASCII text without spaces at its ends"),
    IMAP_CAPABILITY(Names.IMAP_CAPABILITY, "is not a capability", "write one word such as IDLE or THREAD=REFERENCES"),
    POP3_CAPABILITY(Names.POP3_CAPABILITY, "is not a capability", "write it like UIDL or EXPIRE 31 USER"),
    CIPHER(
            Names.CIPHER,
            "is not the standard name of a cipher suite",
            "write it like TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
    TLS_GROUP(Names.TLS_GROUP, "is not the name of a TLS group", "write it like X25519, P-256 or X25519MLKEM768"),
    KIND(Names.KIND, "is not the kind of an object", "write it like ClusterIssuer"),
    IMAGE(Names.IMAGE, "is not a container image", "write it like registry.example.com/zimbra-proxy:1.0");

    private final String expression;
    private final Pattern pattern;
    private final String what;
    private final String todo;

    Form(String expression, String what, String todo) {
        this.expression = expression;
        pattern = Pattern.compile(expression);
        this.what = what;
        this.todo = todo;
    }

    /** Returns the form for a regular expression of {@link Names}. */
    static Optional<Form> of(String expression) {
        return Arrays.stream(values())
                .filter(form -> form.expression.equals(expression))
                .findFirst();
    }

    boolean matches(String text) {
        // find() would accept a line feed at the end, before the dollar sign.
        return pattern.matcher(text).matches();
    }

    void check(Problems at, String text) {
        if (!matches(text)) {
            report(at, text);
        }
    }

    /** Checks a name in a section of names and values. */
    void checkName(Problems at, String name) {
        if (!matches(name)) {
            at.add("has a name that " + what, name, todo);
        }
    }

    /** Reports a text that matches the expression and is invalid, such as the address 1.2.3.400. */
    void report(Problems at, String text) {
        at.add(what, text, todo);
    }
}
