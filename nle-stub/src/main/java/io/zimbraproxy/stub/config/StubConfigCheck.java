package io.zimbraproxy.stub.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Validation of a configuration: finds all problems, each {@code path: what is wrong (what was seen); what to do}. */
final class StubConfigCheck {

    /** Mailbox names are part of fault targets and of host names. */
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
            add("lookup.handlers", "out of range", handlers, "use 1 to " + MAX_HANDLERS);
        }
        port("adminPort", config.adminPort());
        for (int i = 0; i < config.lookup().ports().size(); i++) {
            port("lookup.ports[" + i + "]", config.lookup().ports().get(i));
        }
        if (config.lookup().authWaitSeconds() < 0) {
            add("lookup.authWaitSeconds", "negative", config.lookup().authWaitSeconds(), "use 0 or more");
        }
    }

    private void mailboxes() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < config.mailboxes().size(); i++) {
            MailboxConfig mailbox = config.mailboxes().get(i);
            String path = "mailboxes[" + i + "]";
            if (!NAME.matcher(mailbox.name()).matches() || mailbox.name().equals("lookup")) {
                add(path + ".name", "invalid name", mailbox.name(), "use letters a-z, digits and -, not 'lookup'");
            } else if (!names.add(mailbox.name())) {
                add(path + ".name", "duplicate name", mailbox.name(), "give each mailbox server its own name");
            }
            for (MailboxService service : MailboxService.values()) {
                port(path + ".ports." + service.wireName(), mailbox.ports().of(service));
            }
        }
    }

    private void domains() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < config.domains().size(); i++) {
            MailDomain domain = config.domains().get(i);
            String path = "domains[" + i + "]";
            if (domain.name().isBlank()) {
                add(path + ".name", "missing", "", "give the domain's name");
            } else if (!names.add(domain.name())) {
                add(path + ".name", "duplicate name", domain.name(), "merge the two domains");
            }
            for (String block : domain.allowedIps()) {
                if (!CidrBlock.isValid(block)) {
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
                add(path + ".mail.messages", "out of range", messages, "use 0 to " + MAX_MESSAGES);
            }
        }
    }

    private void mailboxOf(Account account, String path) {
        List<String> names =
                config.mailboxes().stream().map(MailboxConfig::name).toList();
        if (account.mailbox() != null && !names.contains(account.mailbox())) {
            add(path + ".mailbox", "no such mailbox server", account.mailbox(), "use one of " + names);
        }
    }

    private void own(Map<String, String> owners, String name, String path) {
        String first = owners.putIfAbsent(name, path);
        if (first != null) {
            add(path, "already used by " + first, name, "give each name, alias and id only once");
        }
    }

    private void port(String path, int port) {
        if (port < 0 || port > 65_535) {
            add(path, "out of range", port, "use 1 to 65535, or 0 for any free port");
        }
    }

    private void add(String path, String wrong, Object saw, String fix) {
        problems.add(path + ": " + wrong + " (saw '" + saw + "'); " + fix);
    }
}
