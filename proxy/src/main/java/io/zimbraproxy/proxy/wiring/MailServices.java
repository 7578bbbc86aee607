package io.zimbraproxy.proxy.wiring;

import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.config.KerberosAccess;
import io.zimbraproxy.proxy.observe.Product;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.relay.RelayLoop;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.SessionService;
import io.zimbraproxy.proxy.session.imap.ImapDialogue;
import io.zimbraproxy.proxy.session.imap.ImapSettings;
import io.zimbraproxy.proxy.session.pop3.Pop3Dialogue;
import io.zimbraproxy.proxy.session.pop3.Pop3Settings;
import io.zimbraproxy.proxy.throttle.MailFamily;
import io.zimbraproxy.proxy.tls.ActiveTls;
import io.zimbraproxy.proxy.upstream.MailConnector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Makes the {@link SessionService} of each mail listener on one event loop. */
record MailServices(
        Services services,
        ActiveTls tls,
        ProxyMetrics metrics,
        MailConnector connector,
        RelayLoop relays,
        Executor workers) {
    SessionService of(Listener listener) {
        ZimbraProxySpec spec = services.spec();
        boolean imap = listener.protocol() == Protocol.IMAP || listener.protocol() == Protocol.IMAPS;
        // With STARTTLS the mailbox servers are found at their clear ports.
        boolean upstreamTls =
                spec.upstream().tls().enabled() && !spec.upstream().tls().startTls();
        UpstreamProtocol protocol = imap
                ? (upstreamTls ? UpstreamProtocol.IMAPSSL : UpstreamProtocol.IMAP)
                : (upstreamTls ? UpstreamProtocol.POP3SSL : UpstreamProtocol.POP3);
        Duration idle = imap ? spec.timeouts().imapIdle() : spec.timeouts().pop3Idle();
        return new SessionService(
                listener.name(),
                listener.port(),
                imap ? imap(listener, spec) : pop3(listener, spec),
                protocol,
                spec.timeouts(),
                idle,
                imap ? MailFamily.IMAP : MailFamily.POP3,
                tls,
                services.guards(),
                services.snapshot().kerberos().map(KerberosAccess::delegation).orElse(null),
                services.routes(),
                connector,
                relays,
                workers,
                metrics);
    }

    private Function<Boolean, Dialogue> imap(Listener listener, ZimbraProxySpec spec) {
        String greeting = spec.imap().exposeVersion()
                ? Product.NAME + " " + Product.VERSION + " IMAP4 ready"
                : "IMAP4rev1 proxy server ready";
        ImapSettings settings = new ImapSettings(
                spec.imap().capabilities(),
                startTls(listener),
                greeting,
                spec.upstream().sendImapId(),
                spec.upstream().tls().startTls(),
                spec.upstream().passErrors(),
                offer(spec, "imap"),
                spec.limits());
        return encrypted -> new ImapDialogue(settings, encrypted);
    }

    private Function<Boolean, Dialogue> pop3(Listener listener, ZimbraProxySpec spec) {
        String greeting =
                spec.pop3().exposeVersion() ? Product.NAME + " " + Product.VERSION + " POP3 ready" : "POP3 ready";
        Pop3Settings settings = new Pop3Settings(
                spec.pop3().capabilities(),
                startTls(listener),
                greeting,
                spec.upstream().sendPop3Xoip(),
                spec.upstream().tls().startTls(),
                spec.upstream().passErrors(),
                offer(spec, "pop"),
                spec.limits());
        return encrypted -> new Pop3Dialogue(settings, encrypted);
    }

    private SaslOffer offer(ZimbraProxySpec spec, String service) {
        List<String> names = spec.sasl().mechanisms().stream().map(Enum::name).toList();
        return new SaslOffer(
                names,
                services.snapshot().kerberos().map(KerberosAccess::acceptor).orElse(null),
                service);
    }

    private static StartTls startTls(Listener listener) {
        return listener.startTls() == null ? StartTls.Required : listener.startTls();
    }
}
