package io.zimbraproxy.proxy.upstream.login;

import io.zimbraproxy.proxy.fuzz.DialogueRun;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.Credentials.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;

/** A random login: credentials that a client can send, for an account name that a lookup handler can return. */
record LoginCase(Credentials credentials, LoginPeer peer, String suffix, String via, boolean greeted, boolean tls) {
    static Arbitrary<LoginCase> any() {
        return Dice.make(LoginCase::made);
    }

    private static LoginCase made(Dice dice) {
        Form form = dice.oneOf(List.of(Form.LOGIN, Form.LOGIN, Form.PLAIN, Form.XOAUTH2, Form.OAUTHBEARER));
        byte[] user = dice.secret(1, 10, true);
        byte[] acting = form == Form.PLAIN && dice.onceIn(2) ? dice.secret(1, 10, true) : new byte[0];
        byte[] password = form.bearer()
                ? Dice.bytes("\u0001auth=Bearer " + dice.oneOf("abc", "a\r\nb", "\u0001x=y") + "\u0001\u0001")
                : dice.secret(0, 16, true);
        String account = dice.oneOf("alice@example.com", "a\"b\\c", "jürgen", "{5}", "a b", "x,y=z") + dice.below(10);
        return new LoginCase(
                new Credentials(form, acting, user, password),
                new LoginPeer(UserName.of(account).orElseThrow().text(), "2001:db8::1", "192.0.2.1"),
                dice.oneOf("", "/tb"),
                dice.onceIn(2) ? null : "a\"b\\c {3},192.0.2.1(x/1)",
                !dice.onceIn(5),
                dice.onceIn(4));
    }

    /** Returns the name that the mailbox server gets, one character per byte. */
    String name(String end) {
        return Dice.text((peer.account() + end).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "LoginCase[" + SegmentedInput.source(DialogueRun.shown(credentials)) + " for " + peer.account() + suffix
                + ", via " + via + ", greeted " + greeted + ", tls " + tls + "]";
    }
}
