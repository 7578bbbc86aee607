package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.write.SecretData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The Secrets that the manifest names: what is known of their contents, and names that are valid and used once. */
final class SecretNames {
    private static final int LONGEST = 200;

    private final Set<String> taken = new HashSet<>();
    private final List<SecretData> known = new ArrayList<>();
    private final Notes notes;

    SecretNames(Notes notes) {
        this.notes = notes;
    }

    /** A name made of that of a host or domain, such as {@code mail-example-com-tls}. */
    String of(String owner, String suffix) {
        String base =
                owner.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String shortened = base.substring(0, Math.min(base.length(), LONGEST)).replaceAll("-+$", "");
        String wanted = shortened.isEmpty() ? suffix : shortened + "-" + suffix;
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    /** A Secret whose contents were given: they are written where the user wants them. */
    void given(String name, Map<String, String> texts, String from) {
        known.add(new SecretData(name, texts));
        notes.secret(
                name + " (" + keys(texts.keySet()) + "): from " + from + ", written with --secrets-dir or --secrets");
    }

    /** A Secret that somebody has to make. */
    void wanted(String name, String keys, String from) {
        notes.secret(name + " (" + keys + "): to be made of " + from);
    }

    private static String keys(Set<String> keys) {
        return String.join(", ", keys.stream().sorted().toList());
    }

    List<SecretData> known() {
        return List.copyOf(known);
    }
}
