package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.route.MailEscape;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The logical keys that may hold something about a user and can be told from the name alone: those that zmproxypurge knows
 * (facts, section 3.7), and those of the admin console and of /zx for every protocol.
 *
 * @param hosts names by which web clients reach the proxy
 * @param addresses at which clients reach the proxy
 */
public record PurgeKeys(Set<String> hosts, Set<String> addresses) {
    private static final List<String> ID_KINDS = List.of("", "admin=1;", "zx=1;");

    /** All keys of a login, an alias or an account id. */
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
            List<String> places = new ArrayList<>();
            addresses.forEach(address -> places.add(";ip=" + address));
            hosts.forEach(host -> places.add(";vhost=" + host));
            places.add(";ip=" + domain);
            places.forEach(place -> keys.add("alias:user=" + login + place));
        }
        return List.copyOf(keys);
    }
}
