package io.zimbraproxy.stub.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong with a configuration: all problems, each {@code path: what is wrong (what we saw); what to do}. */
final class StubConfigCheck {

    /** Names of mailboxes are parts of fault targets and host names. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int MAX_HANDLERS = 9;
    private static final int MAX_MESSAGES = 100_000;

    private final List<String> problems = new ArrayList<>();
    private final StubConfig config;

    private StubConfigCheck(StubConfig config) {
        this.config = config;
    }

    static List<String> problems(StubConfig config) {
        StubConfigCheck check = new StubConfigCheck(config);
        check.lookup();
        check.mailboxes();
        check.domains();
        check.accounts();
        return check.problems;
    }

    private void lookup() {
        int handlers = config.lookup().handlers();
        if (handlers < 1 || handlers > MAX_HANDLERS) {
            add("lookup.handlers", "must be 1 to " + MAX_HANDLERS, handlers, "give a number in that range");
        }
        port("adminPort", config.adminPort());
        for (int i = 0; i < config.lookup().ports().size(); i++) {
            port("lookup.ports[" + i + "]", config.lookup().ports().get(i));
        }
        if (config.lookup().authWaitSeconds() < 0) {
            add(
                    "lookup.authWaitSeconds",
                    "must not be negative",
                    config.lookup().authWaitSeconds(),
                    "use 0 or more");
        }
    }

    private void mailboxes() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < config.mailboxes().size(); i++) {
            MailboxConfig mailbox = config.mailboxes().get(i);
            String path = "mailboxes[" + i + "]";
            if (!NAME.matcher(mailbox.name()).matches() || mailbox.name().equals("lookup")) {
                add(path + ".name", "not a usable name", mailbox.name(), "use letters a-z, digits and -, not 'lookup'");
            } else if (!names.add(mailbox.name())) {
                add(path + ".name", "named twice", mailbox.name(), "give each mailbox its own name");
            }
            mailbox.ports().byService().forEach((service, port) -> port(path + ".ports." + service, port));
        }
    }

    private void domains() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < config.domains().size(); i++) {
            Domain domain = config.domains().get(i);
            String path = "domains[" + i + "]";
            if (domain.name().isBlank()) {
                add(path + ".name", "missing", "", "give the domain's name");
            } else if (!names.add(domain.name())) {
                add(path + ".name", "named twice", domain.name(), "merge the two");
            }
            for (String block : domain.allowedIps()) {
                if (!AddressBlock.isValid(block)) {
                    add(path + ".allowedIps", "not an address or CIDR block", block, "write 192.0.2.7 or 10.0.0.0/8");
                }
            }
        }
    }

    private void accounts() {
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < config.accounts().size(); i++) {
            Account account = config.accounts().get(i);
            String path = "accounts[" + i + "]";
            int at = account.name().indexOf('@');
            if (at < 1
                    || at == account.name().length() - 1
                    || account.name().chars().anyMatch(c -> c <= ' ')) {
                add(path + ".name", "not an address", account.name(), "write user@domain");
            }
            if (account.password().isEmpty()) {
                add(path + ".password", "missing", "nothing", "give the account a password");
            }
            mailboxOf(account, path);
            own(owners, account.name(), path + ".name");
            own(owners, account.zimbraId(), path + ".zimbraId");
            account.aliases().forEach(alias -> own(owners, alias, path + ".aliases"));
            int messages = account.mail().messages();
            if (messages < 0 || messages > MAX_MESSAGES) {
                add(path + ".mail.messages", "must be 0 to " + MAX_MESSAGES, messages, "give a number in that range");
            }
        }
    }

    private void mailboxOf(Account account, String path) {
        List<String> names =
                config.mailboxes().stream().map(MailboxConfig::name).toList();
        if (account.mailbox() != null && !names.contains(account.mailbox())) {
            add(path + ".mailbox", "no such mailbox", account.mailbox(), "use one of " + names);
        }
    }

    private void own(Map<String, String> owners, String name, String path) {
        String first = owners.putIfAbsent(name, path);
        if (first != null) {
            add(path, "already used by " + first, name, "names, aliases and ids must differ");
        }
    }

    private void port(String path, int port) {
        if (port < 0 || port > 65_535) {
            add(path, "not a port", port, "use 1 to 65535, or 0 for any free port");
        }
    }

    private void add(String path, String wrong, Object saw, String fix) {
        problems.add(path + ": " + wrong + " (saw '" + saw + "'); " + fix);
    }
}
