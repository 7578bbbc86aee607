package io.zimbraproxy.stub.mail;

import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.AccountStatus;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.token.SignedToken;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The login check of one mailbox server, which knows only its own accounts. */
final class Authenticator {

    /** Suffixes of a login name with which Zimbra's clients enable workarounds. */
    private static final Pattern SUFFIX = Pattern.compile("/(tb|wm|ni)$");

    private final Directory directory;
    private final String mailbox;

    Authenticator(Directory directory, String mailbox) {
        this.directory = directory;
        this.mailbox = mailbox;
    }

    /** Returns the account to open; empty if the credentials do not allow it. */
    Optional<Account> authenticate(MailboxCredentials credentials) {
        return account(credentials.account())
                .filter(account -> mailbox.equals(account.mailbox()))
                .filter(account -> account.status() == AccountStatus.ACTIVE)
                .filter(account -> mayOpen(account, credentials));
    }

    private boolean mayOpen(Account wanted, MailboxCredentials credentials) {
        if (credentials.isToken()) {
            return SignedToken.decode(credentials.secret())
                    .filter(token -> !token.isExpired(Instant.now()))
                    .flatMap(token -> directory.byId(token.zimbraId()))
                    .filter(holder -> holder.equals(wanted) || holder.admin())
                    .isPresent();
        }
        return account(credentials.user())
                .filter(user -> user.password().equals(credentials.secret()))
                .filter(user -> user.equals(wanted) || user.admin())
                .isPresent();
    }

    private Optional<Account> account(String name) {
        String bare = SUFFIX.matcher(name).replaceFirst("");
        return directory.byName(bare).or(() -> directory.byId(bare));
    }
}
