package io.zimbraproxy.stub.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One mail account.
 *
 * @param name the full address
 * @param password password for LOGIN, PASS and PLAIN
 * @param zimbraId account UUID; blank or absent: derived from the name
 * @param mailbox name of the account's mailbox server; null: lookups fail with "mailhost not found"
 * @param aliases further full addresses
 * @param status only an active account can log in
 * @param admin true: may log in as another user (PLAIN with an authorization identity) and pass admin lookups
 * @param kerberosPrincipal principal for GSSAPI lookups, such as {@code alice@EXAMPLE.COM}; null: none
 * @param certificateSubject subject DN for client-certificate lookups; null: none
 * @param mail the initial content of the inbox
 */
public record Account(
        String name,
        String password,
        String zimbraId,
        @Nullable String mailbox,
        List<String> aliases,
        AccountStatus status,
        boolean admin,
        @Nullable String kerberosPrincipal,
        @Nullable String certificateSubject,
        SeededMail mail) {

    public Account {
        name = name == null ? "" : name.toLowerCase(Locale.ROOT);
        password = password == null ? "" : password;
        zimbraId = zimbraId == null || zimbraId.isBlank() ? derivedId(name) : zimbraId;
        aliases = aliases == null
                ? List.of()
                : aliases.stream().map(alias -> alias.toLowerCase(Locale.ROOT)).toList();
        status = status == null ? AccountStatus.ACTIVE : status;
        mail = mail == null ? SeededMail.none() : mail;
    }

    /** Returns an active account without aliases or mail. */
    public static Account of(String name, String password, @Nullable String mailbox) {
        return new Account(
                name, password, "", mailbox, List.of(), AccountStatus.ACTIVE, false, null, null, SeededMail.none());
    }

    public Account withMail(SeededMail seeded) {
        return new Account(
                name,
                password,
                zimbraId,
                mailbox,
                aliases,
                status,
                admin,
                kerberosPrincipal,
                certificateSubject,
                seeded);
    }

    public Account withMailbox(String other) {
        return new Account(
                name, password, zimbraId, other, aliases, status, admin, kerberosPrincipal, certificateSubject, mail);
    }

    public Account asAdmin() {
        return new Account(
                name, password, zimbraId, mailbox, aliases, status, true, kerberosPrincipal, certificateSubject, mail);
    }

    public Account withKerberosPrincipal(String principal) {
        return new Account(
                name, password, zimbraId, mailbox, aliases, status, admin, principal, certificateSubject, mail);
    }

    public Account withCertificateSubject(String subject) {
        return new Account(name, password, zimbraId, mailbox, aliases, status, admin, kerberosPrincipal, subject, mail);
    }

    /** Returns the part after the {@code @}; without an {@code @}, the whole name. */
    public String domain() {
        return name.substring(name.indexOf('@') + 1);
    }

    private static String derivedId(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public String toString() {
        return "Account[" + name + ", " + zimbraId + ", " + mailbox + ", " + status + "]";
    }
}
