package io.zimbraproxy.proxy.fuzz;

import io.zimbraproxy.crds.spec.Imap;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Pop3;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.imap.ImapDialogue;
import io.zimbraproxy.proxy.session.imap.ImapSettings;
import io.zimbraproxy.proxy.session.pop3.Pop3Dialogue;
import io.zimbraproxy.proxy.session.pop3.Pop3Settings;

/** Creates dialogues with small limits. They allow logins without TLS, and STARTTLS. */
public final class Dialogues {
    /** The response to an endless line needs its tag, which the parser looks for in the first 64 bytes. */
    public static final int LINE = 128;

    public static final int LITERAL = 48;
    public static final int ERRORS = 5;

    private static final SaslOffer sasl = new SaslOffer(SaslText.MECHANISMS, null, "imap");

    private Dialogues() {}

    /** Creates an IMAP dialogue with these limits of lines and literals. */
    public static Dialogue imap(int lineBytes, int literalBytes) {
        return new ImapDialogue(
                new ImapSettings(
                        Imap.defaults().capabilities(),
                        StartTls.Optional,
                        "ready",
                        true,
                        false,
                        true,
                        sasl,
                        limits(lineBytes, literalBytes)),
                false);
    }

    /** Creates a POP3 dialogue with this limit of lines. */
    public static Dialogue pop3(int lineBytes) {
        return new Pop3Dialogue(
                new Pop3Settings(
                        Pop3.defaults().capabilities(),
                        StartTls.Optional,
                        "ready",
                        true,
                        false,
                        true,
                        sasl,
                        limits(lineBytes, 0)),
                false);
    }

    private static Limits limits(int lineBytes, int literalBytes) {
        return new Limits(ERRORS, lineBytes, literalBytes, null, null, null, null, null);
    }
}
