package io.zimbraproxy.stub.mail;

import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.AccountStatus;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.token.AuthToken;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks logins at one mailbox server: it knows the accounts it holds and no others. */
final class Authenticator {

    /** Zimbra's hints for client quirks behind a login name. */
    private static final Pattern SUFFIX = Pattern.compile("/(tb|wm|ni)$");

    private final Directory directory;
    private final String mailbox;

    Authenticator(Directory directory, String mailbox) {
        this.directory = directory;
        this.mailbox = mailbox;
    }

    /** The account to open, if the credentials are good for it. */
    Optional<Account> authenticate(Credentials credentials) {
        Optional<Account> wanted = account(credentials.account()).filter(account -> mailbox.equals(account.mailbox()));
        return wanted.filter(account -> account.status() == AccountStatus.ACTIVE)
                .filter(account -> mayOpen(account, credentials));
    }

    private boolean mayOpen(Account wanted, Credentials credentials) {
        if (credentials.token()) {
            return AuthToken.decode(credentials.secret())
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
