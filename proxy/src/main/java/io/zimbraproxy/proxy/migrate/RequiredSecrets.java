package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.write.SecretData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Collects the Secrets that the manifest names, and gives each of them a unique valid name. */
final class RequiredSecrets {
    private static final int LONGEST = 200;

    private final Set<String> taken = new HashSet<>();
    private final List<SecretData> known = new ArrayList<>();
    private final Notes notes;

    RequiredSecrets(Notes notes) {
        this.notes = notes;
    }

    /** Creates an unused name from a host or domain, such as {@code mail-example-com-tls}. */
    String newName(String owner, String suffix) {
        String base =
                owner.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String shortened = base.substring(0, Math.min(base.length(), LONGEST)).replaceAll("-+$", "");
        String preferred = shortened.isEmpty() ? suffix : shortened + "-" + suffix;
        String name = preferred;
        for (int i = 2; !taken.add(name); i++) {
            name = preferred + "-" + i;
        }
        return name;
    }

    /** Adds a Secret whose content is known; the options of the user decide whether it is written. */
    void addKnown(String name, Map<String, String> texts, String source) {
        known.add(new SecretData(name, texts));
        notes.secret(
                name + " (" + keys(texts.keySet()) + "): from " + source + "; --secrets-dir or --secrets writes it");
    }

    /** Adds a Secret that the user must create. */
    void addMissing(String name, String keys, String source) {
        notes.secret(name + " (" + keys + "): create it from " + source);
    }

    private static String keys(Set<String> keys) {
        return String.join(", ", keys.stream().sorted().toList());
    }

    /** Returns the Secrets whose content is known. */
    List<SecretData> known() {
        return List.copyOf(known);
    }
}
