package io.zimbraproxy.stub.mail.store;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.ByteSize;
import io.zimbraproxy.stub.mail.Backend;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The mail of one mailbox server, stored in a GreenMail server that listens on loopback ports. */
public final class GreenMailStore implements AutoCloseable {

    /** The IMAP capabilities of GreenMail, which it does not publish. */
    public static final String IMAP_CAPABILITIES = "IMAP4rev1 LITERAL+ UIDPLUS SORT IDLE MOVE";

    private static final int IDLE_MILLIS = 60 * 60 * 1000;
    private static final String LOOPBACK = "127.0.0.1";
    /** GreenMail's password for all accounts. The stub has checked the real password before. */
    private static final String INNER_PASSWORD = "inner";

    /** A strong reference, or the logger could lose its level. At a lower level GreenMail logs every command. */
    private static final Logger GREENMAIL_LOG = Logger.getLogger("com.icegreen.greenmail");

    private static final Session MIME = Session.getInstance(new Properties());

    private final GreenMail greenMail;

    private GreenMailStore(GreenMail greenMail) {
        this.greenMail = greenMail;
    }

    /** Starts a GreenMail server and fills it. Blocks. */
    public static GreenMailStore start(List<Account> accounts) {
        GREENMAIL_LOG.setLevel(Level.WARNING);
        GreenMail greenMail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_POP3)
        });
        GreenMailStore store = new GreenMailStore(greenMail);
        accounts.forEach(store::add);
        greenMail.start();
        // A client in IDLE is silent for up to half an hour (RFC 2177). GreenMail's default timeout is half a minute.
        greenMail.getImap().setClientSocketTimeout(IDLE_MILLIS);
        greenMail.getPop3().setClientSocketTimeout(IDLE_MILLIS);
        return store;
    }

    public Backend imap(Vertx vertx) {
        return new RelayBackend(
                vertx,
                LOOPBACK,
                greenMail.getImap().getPort(),
                (account, tag) -> List.of(tag + " LOGIN \"" + account.name() + "\" " + INNER_PASSWORD + "\r\n"));
    }

    public Backend pop3(Vertx vertx) {
        return new RelayBackend(
                vertx,
                LOOPBACK,
                greenMail.getPop3().getPort(),
                (account, tag) -> List.of("USER " + account.name() + "\r\n", "PASS " + INNER_PASSWORD + "\r\n"));
    }

    /** Creates and fills the inbox of an account unless it exists. Blocks. */
    public void add(Account account) {
        if (greenMail.getUserManager().getUser(account.name()) != null) {
            return;
        }
        GreenMailUser user = greenMail.setUser(account.name(), account.name(), INNER_PASSWORD);
        try {
            MailFolder inbox = greenMail.getManagers().getImapHostManager().getInbox(user);
            List<ByteSize> sizes = account.mail().sizes();
            for (int number = 1; number <= account.mail().messages(); number++) {
                int attachment = number <= sizes.size()
                        ? Math.toIntExact(sizes.get(number - 1).bytes())
                        : 0;
                SeedMessage seed = new SeedMessage(
                        account.name(), number, attachment, account.mail().seed());
                MimeMessage message = new MimeMessage(MIME, new ByteArrayInputStream(seed.bytes()));
                inbox.appendMessage(message, new Flags(), Date.from(seed.date()));
            }
        } catch (FolderException | MessagingException e) {
            throw new IllegalStateException("cannot create the mail of " + account.name(), e);
        }
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
