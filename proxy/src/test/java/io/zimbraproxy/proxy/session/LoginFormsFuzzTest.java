package io.zimbraproxy.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.DialogueRun;
import io.zimbraproxy.proxy.fuzz.Dialogues;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.sasl.Credentials;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Tests that a user and a password are the same in every form in which a client can send them. */
class LoginFormsFuzzTest {
    private static final int ROOM = 8192;

    /** A user and a password of at most the allowed length. */
    record Account(String user, String password, long cuts) {}

    @Provide
    Arbitrary<Account> accounts() {
        return Dice.make(dice -> {
            boolean lineEnds = dice.onceIn(3);
            String suffix = dice.oneOf("", "", "/tb", "/wm", "/ni", "/TB");
            String user = Dice.text(dice.secret(1, dice.onceIn(30) ? 250 : 12, lineEnds)) + suffix;
            return new Account(
                    user, Dice.text(dice.secret(0, dice.onceIn(30) ? 1024 : 12, lineEnds)), dice.below(1 << 30));
        });
    }

    @Fuzz
    void imapFormsAreEquivalent(@ForAll("accounts") Account account) {
        for (String user : astrings(account.user())) {
            for (String password : astrings(account.password())) {
                assertLogin(account, "a LOGIN " + user + " " + password + "\r\n", true);
            }
        }
        assertLogin(account, "a AUTHENTICATE PLAIN " + plain(account) + "\r\n", true);
        assertLogin(account, "a authenticate plain\r\n" + plain(account) + "\r\n", true);
        assertLogin(
                account,
                "a AUTHENTICATE LOGIN " + base64(account.user()) + "\r\n" + base64(account.password()) + "\r\n",
                true);
    }

    @Fuzz
    void pop3FormsAreEquivalent(@ForAll("accounts") Account account) {
        boolean oneLine = !(account.user() + account.password()).matches("(?s).*[\r\n].*");
        if (oneLine && !account.password().isEmpty()) {
            assertLogin(account, "USER " + account.user() + "\r\npass " + account.password() + "\r\n", false);
        }
        assertLogin(account, "AUTH PLAIN " + plain(account) + "\r\n", false);
        assertLogin(
                account,
                "auth login\r\n" + base64(account.user()) + "\r\n" + base64(account.password()) + "\r\n",
                false);
    }

    private static List<String> astrings(String value) {
        List<String> forms = new ArrayList<>();
        forms.add("{" + value.length() + "}\r\n" + value);
        forms.add("{" + value.length() + "+}\r\n" + value);
        if (!value.matches("(?s).*[\r\n].*")) {
            forms.add('"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        if (value.matches("[!-~&&[^(){%*\"\\\\\\]]]+")) {
            forms.add(value);
        }
        return forms;
    }

    private static String plain(Account account) {
        return base64("\0" + account.user() + "\0" + account.password());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(Dice.bytes(text));
    }

    private static void assertLogin(Account account, String said, boolean imap) {
        List<byte[]> segments = new SegmentedInput(List.of(said), account.cuts())
                .segmentations()
                .get(2);
        Dialogue dialogue = imap ? Dialogues.imap(ROOM, ROOM) : Dialogues.pop3(ROOM);
        List<Credentials> logins = DialogueRun.of(dialogue, ROOM, segments).logins();
        String user = account.user();
        boolean suffixed = user.length() > 3 && user.matches("(?s).*/(tb|wm|ni)");
        assertThat(logins)
                .as("logins of \"%s\", %s", SegmentedInput.source(said), Dice.repeat())
                .hasSize(1);
        assertThat(Dice.text(logins.get(0).authenticationId()))
                .isEqualTo(suffixed ? user.substring(0, user.length() - 3) : user);
        assertThat(Dice.text(logins.get(0).password())).isEqualTo(account.password());
    }
}
