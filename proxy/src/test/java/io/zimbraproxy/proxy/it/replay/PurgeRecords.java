package io.zimbraproxy.proxy.it.replay;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cache commands for the purge records of this proxy, which the original does not send (docs/adr/0007). */
final class PurgeRecords {
    private static final Pattern ACCOUNT = Pattern.compile("(?i)\r\nAuth-User: ([^\r]*)");

    private final Set<String> reads = new HashSet<>();

    PurgeRecords() {
        addRead("purged");
    }

    private void addRead(String logicalKey) {
        reads.add("get " + Placeholders.sha256(logicalKey) + "\r\n");
    }

    /** Adds the accounts in a lookup request or response. The proxy may read their purge records. */
    void addAccounts(String lookup) {
        Matcher accounts = ACCOUNT.matcher(lookup);
        while (accounts.find()) {
            addRead("keys:user=" + accounts.group(1));
            addRead("keys:user=" + accounts.group(1).replace("%20", " ").replace("%25", "%"));
        }
    }

    /** Returns the reply to a command for purge records, or empty for another command. */
    Optional<String> reply(String command) {
        if (command.startsWith("append ")) {
            return Optional.of("STORED\r\n");
        }
        if (command.startsWith("touch ")) {
            return Optional.of("TOUCHED\r\n");
        }
        return reads.contains(command) ? Optional.of("END\r\n") : Optional.empty();
    }
}
