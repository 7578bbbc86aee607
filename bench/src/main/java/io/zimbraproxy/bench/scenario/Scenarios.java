package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.load.Loads;
import io.zimbraproxy.bench.load.Target;
import io.zimbraproxy.bench.peer.Service;
import io.zimbraproxy.bench.wire.Loop;
import java.util.List;
import java.util.function.BiFunction;

/** All scenarios, in the order of the table. */
public final class Scenarios {
    private static final String LOGIN = "login";
    private static final String REQUEST = "request";
    private static final String MIB = "MiB";
    private static final int PINGING = 200;
    private static final long BULK = 256L << 20;
    private static final int MANY = 16;

    private Scenarios() {}

    public static List<Scenario> all() {
        return List.of(
                cost("imap-login", "IMAP, cached route", LOGIN, Service.IMAP, Loads::imapLogin),
                cost("pop3-login", "POP3, cached route", LOGIN, Service.POP3, Loads::pop3Login),
                cost("imap-login-cold", "IMAP, one lookup per login", LOGIN, Service.IMAP, Loads::imapLoginCold),
                cost("imaps-login-rsa", "IMAPS, full handshake", LOGIN, Service.IMAPS_RSA, Loads::imapLogin),
                cost("imaps-login-ecdsa", "IMAPS, full handshake", LOGIN, Service.IMAPS_ECDSA, Loads::imapLogin),
                resumed("imaps-resumed", "IMAPS, resumed", LOGIN, Service.IMAPS_RSA, Loads::imapLogin),
                bulk("bulk-1", "256 MiB by IMAP, one connection", Service.IMAP, 1),
                bulk("bulk-16", "256 MiB by IMAP, 16 connections", Service.IMAP, MANY),
                bulk("bulk-tls-1", "256 MiB by IMAPS, one connection", Service.IMAPS_RSA, 1),
                bulk("bulk-tls-16", "256 MiB by IMAPS, 16 connections", Service.IMAPS_RSA, MANY),
                cost("ping", "NOOP on 200 IMAP sessions", "round trip", Service.IMAP, Scenarios::ping),
                new MemoryScenario("idle", "idle IMAP sessions", Service.IMAP),
                new MemoryScenario("idle-tls", "idle IMAPS sessions", Service.IMAPS_RSA),
                cost("http-get", "GET, 200 bytes", REQUEST, Service.HTTP, Loads::webSmall),
                cost("http-token", "GET with ZM_AUTH_TOKEN, 200 bytes", REQUEST, Service.HTTP, Loads::webToken),
                cost("http-100k", "GET, 100 KiB", REQUEST, Service.HTTP, Loads::webLarge),
                cost("http-post10k", "POST of 10 KiB", REQUEST, Service.HTTP, Loads::webPost),
                cost("https-get", "GET, 200 bytes", REQUEST, Service.HTTPS_RSA, Loads::webSmall),
                cost("https-token", "GET with ZM_AUTH_TOKEN, 200 bytes", REQUEST, Service.HTTPS_RSA, Loads::webToken),
                cost("https-100k", "GET, 100 KiB", REQUEST, Service.HTTPS_RSA, Loads::webLarge),
                cost("https-post10k", "POST of 10 KiB", REQUEST, Service.HTTPS_RSA, Loads::webPost),
                cost("https-new-rsa", "GET, one full handshake each", REQUEST, Service.HTTPS_RSA, Loads::webNew),
                cost("https-new-ecdsa", "GET, one full handshake each", REQUEST, Service.HTTPS_ECDSA, Loads::webNew),
                new CostScenario(
                        "h2-get",
                        "GET, 200 bytes",
                        REQUEST,
                        Service.HTTPS_RSA,
                        false,
                        List.of("h2"),
                        Loads::http2Small),
                new StartScenario("start"),
                new ReloadScenario("reload"),
                new ColdStartScenario("first"),
                new SessionsScenario("sessions"),
                new HostsScenario("hosts"));
    }

    /** Returns IMAP logins at a service; with TLS, each login has a full handshake. */
    static CostScenario login(Service service) {
        return cost("login", "IMAP", LOGIN, service, Loads::imapLogin);
    }

    private static Load ping(Loop loop, Target target) {
        return Loads.imapPing(loop, target, PINGING);
    }

    private static CostScenario bulk(String name, String what, Service service, int connections) {
        return cost(name, what, MIB, service, (loop, target) -> Loads.bulk(loop, target, connections, BULK));
    }

    private static CostScenario cost(
            String name, String what, String work, Service service, BiFunction<Loop, Target, Load> load) {
        return new CostScenario(name, what, work, service, false, List.of(), load);
    }

    private static CostScenario resumed(
            String name, String what, String work, Service service, BiFunction<Loop, Target, Load> load) {
        return new CostScenario(name, what, work, service, true, List.of(), load);
    }
}
