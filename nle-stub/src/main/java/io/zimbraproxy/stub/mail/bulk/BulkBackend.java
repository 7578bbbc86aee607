package io.zimbraproxy.stub.mail.bulk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.ByteSize;
import io.zimbraproxy.stub.mail.Backend;
import java.util.List;

/** A backend that serves virtual messages over IMAP. The account sets their sizes. */
public final class BulkBackend implements Backend {

    public static final String IMAP_CAPABILITIES = "IMAP4rev1 LITERAL+";

    @Override
    public void join(NetSocket client, Account account, String tag, Buffer early) {
        List<Long> sizes = account.mail().sizes().stream().map(ByteSize::bytes).toList();
        new BulkSession(client, sizes).start(tag, early);
    }
}
