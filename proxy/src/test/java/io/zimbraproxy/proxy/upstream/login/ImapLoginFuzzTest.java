package io.zimbraproxy.proxy.upstream.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.ImapText;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.sasl.Credentials.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class ImapLoginFuzzTest {
    private static final String TAG = "a1";

    @Provide
    Arbitrary<LoginCase> cases() {
        return LoginCase.any();
    }

    @Provide
    Arbitrary<SegmentedInput> servers() {
        return SegmentedInput.of(ImapText::server, 8);
    }

    @Fuzz
    void sendsOnlyItsCommandsWhateverTheServerSends(
            @ForAll("cases") LoginCase login, @ForAll("servers") SegmentedInput server) {
        List<String> pieces = new ArrayList<>(server.pieces());
        if (login.greeted()) {
            pieces.add(0, "* OK ready\r\n");
        }
        List<String> expected = null;
        for (List<byte[]> segments : new SegmentedInput(pieces, server.cuts()).segmentations()) {
            byte[] suffix = login.suffix().getBytes(StandardCharsets.US_ASCII);
            LoginTalk input = LoginTalk.of(
                    new ImapLogin(TAG, login.credentials(), suffix, login.peer(), login.via(), login.tls()), segments);
            if (expected == null) {
                expected = input.steps();
                check(login, input);
            }
            assertThat(input.steps()).isEqualTo(expected);
        }
    }

    private static void check(LoginCase login, LoginTalk input) {
        SentCommands sent = SentCommands.of(input.sent(), true);
        List<String> rest = new ArrayList<>(sent.complete());
        if (login.tls() && !rest.isEmpty()) {
            assertThat(rest.remove(0)).isEqualTo(TAG + " STARTTLS");
        }
        if (login.via() != null && !rest.isEmpty()) {
            assertThat(rest.remove(0)).startsWith(TAG + " ID (\"X-ORIGINATING-IP\" \"2001:db8::1\" ");
        }
        if (login.credentials().form() != Form.LOGIN) {
            assertThat(sent.begun()).isEmpty();
            authenticates(login, rest);
            return;
        }
        assertThat(rest).hasSizeLessThanOrEqualTo(1);
        String command = rest.isEmpty() ? sent.begun() : rest.get(0);
        if (!command.isEmpty()) {
            assertThat(command).startsWith(TAG + " LOGIN ");
        }
        if (!rest.isEmpty()) {
            assertThat(SentCommands.strings(command, TAG.length() + " LOGIN".length()))
                    .containsExactly(
                            login.name(login.suffix()),
                            Dice.text(login.credentials().password()));
        }
    }

    private static void authenticates(LoginCase login, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Form form = login.credentials().form();
        assertThat(lines.get(0)).isEqualTo(TAG + " AUTHENTICATE " + form);
        if (lines.size() > 1) {
            assertThat(Dice.text(Base64.getDecoder().decode(lines.get(1))))
                    .isEqualTo(SentMessage.of(login, login.suffix()));
        }
        if (lines.size() > 2) {
            assertThat(lines).hasSize(3);
            assertThat(lines.get(2)).isEqualTo(form == Form.XOAUTH2 ? "" : "AQ==");
            assertThat(form.bearer()).isTrue();
        }
    }
}
