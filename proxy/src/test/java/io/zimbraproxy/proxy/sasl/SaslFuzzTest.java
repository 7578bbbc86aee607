package io.zimbraproxy.proxy.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.SaslText;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import java.util.Base64;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class SaslFuzzTest {
    private static final SaslOffer offer = new SaslOffer(SaslText.MECHANISMS, null, "imap");

    @Provide
    Arbitrary<SegmentedInput> messages() {
        return SegmentedInput.of(SaslText::line, 3);
    }

    @Fuzz
    void everyMechanismEndsWhateverTheClientSends(@ForAll("messages") SegmentedInput input) {
        for (String mechanism : SaslText.MECHANISMS) {
            SaslConversation conversation = offer.start(mechanism).orElseThrow();
            SaslStep step = null;
            int said = 0;
            for (String line : input.pieces()) {
                step = said == 0 ? conversation.begin(Dice.bytes(line)) : conversation.response(Dice.bytes(line));
                said++;
                if (!(step instanceof SaslStep.Challenge)) {
                    break;
                }
            }
            boolean open = step == null || step instanceof SaslStep.Challenge;
            assertThat(open && said > 1).as("%s never ends", mechanism).isFalse();
            if (step instanceof SaslStep.Done done) {
                assertFits(mechanism, done.credentials(), Base64.getDecoder().decode(last(input, said)));
            }
        }
    }

    private static String last(SegmentedInput input, int said) {
        String line = input.pieces().get(said - 1);
        return said == 1 && line.equals("=") ? "" : line;
    }

    /** Checks that the parts of the credentials make up the message again. */
    private static void assertFits(String mechanism, Credentials found, byte[] message) {
        String user = Dice.text(found.authenticationId());
        String password = Dice.text(found.password());
        String whole = Dice.text(message);
        switch (mechanism) {
            case "PLAIN" ->
                assertThat(whole).isEqualTo(Dice.text(found.authorizationId()) + "\0" + user + "\0" + password);
            case "LOGIN" -> assertThat(whole).isEqualTo(password).doesNotContain("\0");
            case "XOAUTH2" -> assertThat(whole).isEqualTo("user=" + user + password);
            default -> {
                String escaped = user.replace("=", "=3D").replace(",", "=2C");
                assertThat(whole.substring(1))
                        .isIn(",a=" + escaped + "," + password, "," + (user.isEmpty() ? "" : "-") + "," + password);
            }
        }
    }

    /** A name and a secret that every mechanism can carry, some with a blank or a character that must be escaped. */
    record Account(String user, String secret) {}

    @Provide
    Arbitrary<Account> accounts() {
        return Dice.make(dice -> new Account(
                Dice.text(dice.secret(1, 20, false)).replace('\u0001', 'x') + dice.oneOf("", "=", ",", " b"),
                Dice.text(dice.secret(0, 20, true))));
    }

    @Fuzz
    void readsTheCredentialsThatTheClientMeans(@ForAll("accounts") Account account) {
        String token = "\u0001auth=Bearer abc\u0001\u0001";
        String escaped = account.user().replace("=", "=3D").replace(",", "=2C");
        assertFound(account.user(), account.secret(), "PLAIN", "\0" + account.user() + "\0" + account.secret());
        assertFound(account.user(), account.secret(), "LOGIN", account.user(), account.secret());
        assertFound(account.user(), token, "XOAUTH2", "user=" + account.user() + token);
        assertFound(account.user(), token, "OAUTHBEARER", "n,a=" + escaped + "," + token);
    }

    private static void assertFound(String user, String secret, String mechanism, String... messages) {
        SaslConversation conversation = offer.start(mechanism).orElseThrow();
        SaslStep step = conversation.begin(null);
        for (String message : messages) {
            assertThat(step).as(mechanism).isInstanceOf(SaslStep.Challenge.class);
            step = conversation.response(Base64.getEncoder().encode(Dice.bytes(message)));
        }
        assertThat(step).as(mechanism).isInstanceOfSatisfying(SaslStep.Done.class, done -> {
            assertThat(Dice.text(done.credentials().authenticationId())).isEqualTo(user);
            assertThat(Dice.text(done.credentials().password())).isEqualTo(secret);
        });
    }
}
