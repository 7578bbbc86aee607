package io.zimbraproxy.proxy.upstream.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.Pop3Text;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.sasl.Credentials.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class Pop3LoginFuzzTest {
    @Provide
    Arbitrary<LoginCase> cases() {
        return LoginCase.any();
    }

    @Provide
    Arbitrary<SegmentedInput> servers() {
        return SegmentedInput.of(Pop3Text::server, 8);
    }

    @Fuzz
    void sendsOnlyItsCommandsWhateverTheServerSends(
            @ForAll("cases") LoginCase login, @ForAll("servers") SegmentedInput server) {
        List<String> pieces = new ArrayList<>(server.pieces());
        if (login.greeted()) {
            pieces.add(0, "+OK ready\r\n");
        }
        List<String> expected = null;
        for (List<byte[]> segments : new SegmentedInput(pieces, server.cuts()).segmentations()) {
            LoginTalk input = LoginTalk.of(
                    new Pop3Login(login.credentials(), login.peer(), login.via() != null, login.tls()), segments);
            if (expected == null) {
                expected = input.steps();
                check(login, input);
            }
            assertThat(input.steps()).isEqualTo(expected);
        }
    }

    private static void check(LoginCase login, LoginTalk input) {
        List<String> should = new ArrayList<>();
        if (login.tls()) {
            should.add("STLS");
        }
        if (login.via() != null) {
            should.add("XOIP 2001:db8::1");
        }
        String password = Dice.text(login.credentials().password());
        Form form = login.credentials().form();
        if (form == Form.LOGIN) {
            should.add("USER " + login.name(""));
            should.add("PASS " + password);
        } else {
            String message = SentMessage.of(login, "");
            should.add("AUTH " + form);
            should.add(Base64.getEncoder().encodeToString(Dice.bytes(message)));
            if (form.bearer()) {
                should.add(form == Form.XOAUTH2 ? "" : "AQ==");
            }
        }
        SentCommands sent = SentCommands.of(input.sent(), false);
        // The server may end the login early; the commands until then are the first of those expected.
        assertThat(sent.complete())
                .isEqualTo(should.subList(
                        0, Math.min(should.size(), sent.complete().size())));
        if (form == Form.LOGIN && password.matches("(?s).*[\r\n].*")) {
            assertThat(input.sent()).as("a password that cannot be sent").isEmpty();
        } else if (input.done()) {
            assertThat(sent.complete().size()).isGreaterThanOrEqualTo(should.size() - (form.bearer() ? 1 : 0));
        }
    }
}
