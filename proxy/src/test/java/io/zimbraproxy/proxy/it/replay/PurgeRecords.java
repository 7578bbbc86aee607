package io.zimbraproxy.proxy.it.replay;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cache commands that the original does not have: what this proxy notes so that a purge finds it (docs/adr/0007). */
final class PurgeRecords {
    private static final Pattern ACCOUNT = Pattern.compile("(?i)\r\nAuth-User: ([^\r]*)");

    private final Set<String> questions = new HashSet<>();

    PurgeRecords() {
        question("purged");
    }

    private void question(String logicalKey) {
        questions.add("get " + Placeholders.sha256(logicalKey) + "\r\n");
    }

    /** Accounts in a lookup request or its answer may get notes. */
    void accountsIn(String lookup) {
        Matcher accounts = ACCOUNT.matcher(lookup);
        while (accounts.find()) {
            question("keys:user=" + accounts.group(1));
            question("keys:user=" + accounts.group(1).replace("%20", " ").replace("%25", "%"));
        }
    }

    /** The reply to a command about them; empty when it is about something else. */
    Optional<String> reply(String command) {
        if (command.startsWith("append ")) {
            return Optional.of("STORED\r\n");
        }
        if (command.startsWith("touch ")) {
            return Optional.of("TOUCHED\r\n");
        }
        return questions.contains(command) ? Optional.of("END\r\n") : Optional.empty();
    }
}
