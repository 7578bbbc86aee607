package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts the public ports to listeners. */
final class ListenerSection {
    private static final String MODE = "zimbraReverseProxyMailMode";

    private final SiteView view;
    private final SettingReader settings;
    private final List<Listener> listeners = new ArrayList<>();

    private ListenerSection(SiteView view) {
        this.view = view;
        this.settings = view.proxy();
    }

    /** Reads the listeners; {@code certificates} tells whether the proxy requests client certificates. */
    static List<Listener> read(SiteView view, boolean certificates) {
        ListenerSection section = new ListenerSection(view);
        if (section.settings.on("zimbraReverseProxyMailEnabled", true)) {
            section.mail();
        }
        if (section.settings.on("zimbraReverseProxyHttpEnabled", true)) {
            section.web(certificates);
        }
        return List.copyOf(section.listeners);
    }

    private void mail() {
        mail("imap", Protocol.IMAP, "MailImap", "zimbraImapProxyBindPort", 143);
        mail("imaps", Protocol.IMAPS, "MailImaps", "zimbraImapSSLProxyBindPort", 993);
        mail("pop3", Protocol.POP3, "MailPop3", "zimbraPop3ProxyBindPort", 110);
        mail("pop3s", Protocol.POP3S, "MailPop3s", "zimbraPop3SSLProxyBindPort", 995);
    }

    private void mail(String name, Protocol protocol, String enabled, String portAttribute, int defaultPort) {
        if (settings.on("zimbraReverseProxy" + enabled + "Enabled", true)) {
            port(portAttribute, defaultPort).ifPresent(port -> {
                StartTls startTls = protocol.tls() ? null : startTls(enabled.substring("Mail".length()));
                listeners.add(Listener.of(name, protocol, port).withStartTls(startTls));
            });
        }
    }

    /** Returns the STARTTLS policy; null for the default. */
    private @Nullable StartTls startTls(String protocol) {
        Optional<Value> mode = settings.value("zimbraReverseProxy" + protocol + "StartTlsMode");
        StartTls startTls =
                switch (mode.map(Value::text).orElse("only").toLowerCase(Locale.ROOT)) {
                    case "on" -> StartTls.Optional;
                    case "off" -> StartTls.Disabled;
                    default -> null;
                };
        mode.filter(value -> startTls != null).ifPresent(value -> view.notes().source(at("startTls"), value));
        return startTls;
    }

    private void web(boolean certificates) {
        String mode = settings.text(MODE, "both").toLowerCase(Locale.ROOT);
        if (!mode.equals("https")) {
            port("zimbraMailProxyPort", 80).ifPresent(port -> {
                HttpMode httpMode = httpMode(mode);
                listeners.add(Listener.of("http", Protocol.HTTP, port).withHttpMode(httpMode));
            });
        }
        if (!mode.equals("http")) {
            port("zimbraMailSSLProxyPort", 443).ifPresent(port -> listeners.add(https("https", port)));
        }
        if (settings.on("zimbraReverseProxyAdminEnabled", false)) {
            port("zimbraAdminProxyPort", 9071).ifPresent(port -> {
                settings.onFor(at(""), "zimbraReverseProxyAdminEnabled");
                listeners.add(https("admin", port).withPool(Pool.ADMIN));
            });
        }
        if (certificates) {
            port("zimbraMailSSLProxyClientCertPort", 3443).ifPresent(port -> {
                view.notes()
                        .comment(
                                at(""),
                                "For logins with client certificates, because zimbraReverseProxyClientCertMode is not off.");
                listeners.add(https("certificates", port).withCertificateLogin(true));
            });
        }
    }

    private static Listener https(String name, int port) {
        return Listener.of(name, Protocol.HTTPS, port);
    }

    /** Returns the HTTP mode; null for the default. */
    private @Nullable HttpMode httpMode(String mode) {
        settings.textFor(at("httpMode"), MODE);
        return switch (mode) {
            case "redirect" -> null;
            case "mixed" -> HttpMode.Mixed;
            default -> HttpMode.Serve;
        };
    }

    /** Returns the port of the next listener; empty if the proxy has none. */
    private Optional<Integer> port(String attribute, int defaultPort) {
        int port = settings.number(attribute).orElse(defaultPort);
        if (port == 0 && view.proxyEntry().isPresent()) {
            settings.value(attribute)
                    .ifPresent(value -> view.notes().advise(value, "The port is 0, so no listener is created."));
            return Optional.empty();
        }
        if (port != 0 && port != defaultPort) {
            settings.textFor(at("port"), attribute);
        }
        return Optional.of(port == 0 ? defaultPort : port);
    }

    /** Returns the path of a field of the next listener, or of the listener itself for an empty name. */
    private String at(String field) {
        return "listeners[" + listeners.size() + "]" + (field.isEmpty() ? "" : "." + field);
    }
}
