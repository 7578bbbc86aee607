package io.zimbraproxy.stub.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One mail account.
 *
 * @param name the full address
 * @param password what LOGIN, PASS and PLAIN must bring
 * @param zimbraId account UUID; derived from the name when absent
 * @param mailbox the mailbox server that holds it; absent: lookups say "mailhost not found"
 * @param aliases further full addresses
 * @param status only an active account may log in
 * @param admin may log in for others (PLAIN with an authorization identity) and pass admin lookups
 * @param kerberosPrincipal principal for GSSAPI lookups, such as {@code alice@EXAMPLE.COM}
 * @param certificateSubject subject DN for client-certificate lookups
 * @param mail what the inbox holds at the start
 */
public record Account(
        String name,
        String password,
        String zimbraId,
        String mailbox,
        List<String> aliases,
        AccountStatus status,
        boolean admin,
        String kerberosPrincipal,
        String certificateSubject,
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

    /** An active account without aliases or mail. */
    public static Account of(String name, String password, String mailbox) {
        return new Account(name, password, null, mailbox, null, null, false, null, null, null);
    }

    public Account withAliases(String... more) {
        return new Account(
                name,
                password,
                zimbraId,
                mailbox,
                List.of(more),
                status,
                admin,
                kerberosPrincipal,
                certificateSubject,
                mail);
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

    public Account withStatus(AccountStatus other) {
        return new Account(
                name, password, zimbraId, mailbox, aliases, other, admin, kerberosPrincipal, certificateSubject, mail);
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

    /** The part behind the {@code @}, empty if there is none. */
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
