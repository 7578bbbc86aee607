package io.zimbraproxy.proxy.migrate.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Converts the mail blocks of Zimbra's nginx. */
final class NginxMail {
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("proxy_ctimeout", "zimbraReverseProxyConnectTimeout"),
            Map.entry("proxy_pass_error_message", "zimbraReverseProxyPassErrors"),
            Map.entry("proxy_ssl", "zimbraReverseProxySSLToUpstreamEnabled"),
            Map.entry("default_realm", "zimbraReverseProxyDefaultRealm"),
            Map.entry("mail_login_ip_max", "zimbraReverseProxyIPLoginLimit"),
            Map.entry("mail_login_ip_ttl", "zimbraReverseProxyIPLoginLimitTime"),
            Map.entry("mail_login_ip_imap_max", "zimbraReverseProxyIPLoginImapLimit"),
            Map.entry("mail_login_ip_imap_ttl", "zimbraReverseProxyIPLoginImapLimitTime"),
            Map.entry("mail_login_ip_pop3_max", "zimbraReverseProxyIPLoginPop3Limit"),
            Map.entry("mail_login_ip_pop3_ttl", "zimbraReverseProxyIPLoginPop3LimitTime"),
            Map.entry("mail_login_ip_rejectmsg", "zimbraReverseProxyIpThrottleMsg"),
            Map.entry("mail_login_user_max", "zimbraReverseProxyUserLoginLimit"),
            Map.entry("mail_login_user_ttl", "zimbraReverseProxyUserLoginLimitTime"),
            Map.entry("mail_login_user_rejectmsg", "zimbraReverseProxyUserThrottleMsg"),
            Map.entry("proxy_issue_pop3_xoip", "zimbraReverseProxySendPop3Xoip"),
            Map.entry("proxy_issue_imap_id", "zimbraReverseProxySendImapId"),
            Map.entry("zm_auth_wait", "zimbraReverseProxyAuthWaitInterval"));

    private NginxMail() {}

    static boolean isMail(Directive server) {
        return !server.first("protocol").isEmpty();
    }

    /** Converts the directives that apply to all mail servers. */
    static void settings(Directive mail, NginxEntries entries) {
        for (Directive directive : mail.children()) {
            String attribute = ATTRIBUTES.get(directive.name());
            if (attribute != null) {
                entries.setOnce(attribute, directive.value());
            }
            switch (directive.name()) {
                case "imap_capabilities" -> list("zimbraReverseProxyImapEnabledCapability", directive, entries);
                case "pop3_capabilities" -> list("zimbraReverseProxyPop3EnabledCapability", directive, entries);
                case "mail_whitelist_ip" -> list("zimbraReverseProxyIPThrottleWhitelist", directive, entries);
                case "imap_greeting" -> greeting("zimbraReverseProxyImapExposeVersionOnBanner", directive, entries);
                case "pop3_greeting" -> greeting("zimbraReverseProxyPop3ExposeVersionOnBanner", directive, entries);
                case "imap_auth" -> mechanism("Imap", directive, entries);
                case "pop3_auth" -> mechanism("Pop3", directive, entries);
                default -> NginxTls.setting(directive, entries);
            }
        }
    }

    private static void list(String attribute, Directive directive, NginxEntries entries) {
        directive.values().forEach(value -> entries.proxy().add(attribute, value));
    }

    /** Derives whether the greeting exposes the version: Zimbra writes its name only together with its version. */
    private static void greeting(String attribute, Directive directive, NginxEntries entries) {
        boolean version = directive.text().matches(".*Zimbra [0-9].*");
        entries.setOnce(attribute, directive, version ? "TRUE" : "FALSE");
    }

    private static void mechanism(String protocol, Directive directive, NginxEntries entries) {
        for (String mechanism : directive.arguments()) {
            String name = mechanism.equalsIgnoreCase("plain") ? "Plain" : "Gssapi";
            entries.setOnce("zimbraReverseProxy" + protocol + "Sasl" + name + "Enabled", directive, "TRUE");
        }
    }

    /** Converts the ports; a protocol without a server is disabled. */
    static void servers(List<Directive> servers, NginxEntries entries) {
        for (Directive server : servers) {
            boolean imap = server.first("protocol").toLowerCase(Locale.ROOT).startsWith("imap");
            boolean tls = server.first("ssl").equals("on")
                    || server.all("listen")
                            .anyMatch(listen -> listen.arguments().contains("ssl"));
            String name = imap ? "Imap" : "Pop3";
            String enabled = "zimbraReverseProxyMail" + name + (tls ? "s" : "") + "Enabled";
            entries.setOnce(enabled, server, "TRUE");
            server.all("listen").findFirst().ifPresent(listen -> {
                String port = NginxAddress.of(listen.argument(), "").port();
                entries.setOnce("zimbra" + name + (tls ? "SSL" : "") + "ProxyBindPort", listen, port);
            });
            server.all("starttls")
                    .forEach(mode -> entries.setOnce("zimbraReverseProxy" + name + "StartTlsMode", mode.value()));
            String key = imap ? "imap" : "pop3";
            server.all("timeout").forEach(time -> entries.setLocalOnce(key + "_max_idle_time", time.value()));
            server.all("proxy_timeout").forEach(time -> entries.setLocalOnce(key + "_proxy_timeout", time.value()));
        }
        if (!servers.isEmpty()) {
            Directive any = servers.get(0);
            for (String protocol : List.of("Imap", "Imaps", "Pop3", "Pop3s")) {
                entries.setOnce("zimbraReverseProxyMail" + protocol + "Enabled", any, "FALSE");
            }
        }
    }
}
