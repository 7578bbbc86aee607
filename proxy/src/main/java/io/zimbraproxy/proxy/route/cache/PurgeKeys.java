package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.route.MailEscape;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The logical keys of a user that follow from the name alone: the keys that Zimbra's {@code zmproxypurge} deletes, and those of the admin
 * console and of {@code /zx} for every protocol.
 *
 * @param hosts host names of the proxy's web listeners
 * @param addresses IP addresses of the proxy
 */
public record PurgeKeys(Set<String> hosts, Set<String> addresses) {
    private static final List<String> ID_KINDS = List.of("", "admin=1;", "zx=1;");

    /** Returns all keys of a login, an alias or an account id. */
    public List<String> of(UserName user) {
        Set<String> keys = new LinkedHashSet<>();
        int at = user.text().lastIndexOf('@');
        String bare = user.qualified() ? user.text().substring(0, at) : user.text();
        String domain = user.qualified() ? user.text().substring(at + 1) : "";
        Set<String> names = new LinkedHashSet<>(List.of(user.text(), bare));
        names.addAll(List.of(MailEscape.escape(user.text()), MailEscape.escape(bare)));
        for (UpstreamProtocol protocol : UpstreamProtocol.values()) {
            String route = "route:proto=" + protocol.wireName() + ";";
            for (String login : names) {
                keys.add(route + "user=" + login);
            }
            for (String address : addresses) {
                keys.add(route + "user=" + bare + '@' + address);
                keys.add(route + "user=" + MailEscape.escape(bare) + '@' + address);
            }
            ID_KINDS.forEach(kind -> keys.add(route + kind + "id=" + user.text()));
        }
        for (String login : names) {
            List<String> suffixes = new ArrayList<>();
            addresses.forEach(address -> suffixes.add(";ip=" + address));
            hosts.forEach(host -> suffixes.add(";vhost=" + host));
            suffixes.add(";ip=" + domain);
            suffixes.forEach(suffix -> keys.add("alias:user=" + login + suffix));
        }
        return List.copyOf(keys);
    }
}
