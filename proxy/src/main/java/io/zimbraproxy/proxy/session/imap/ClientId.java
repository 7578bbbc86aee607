package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.observe.Product;
import org.jspecify.annotations.Nullable;

/** Name and version from the client's ID command, as bytes; null if not given. */
record ClientId(byte @Nullable [] name, byte @Nullable [] version) {
    static final ClientId UNKNOWN = new ClientId(null, null);

    /** Limit for a name or a version, in characters; longer ones are cut. */
    private static final int MAX_LENGTH = 64;

    /** Returns the X-VIA field for the mailbox server: {@code [name[/version],]proxy(product)}. */
    String via(String proxyAddress) {
        String proxy = proxyAddress + "(" + Product.NAME + "/" + Product.VERSION + ")";
        String client = printable(name);
        if (client.isEmpty()) {
            return proxy;
        }
        String number = printable(version);
        return client + (number.isEmpty() ? "" : "/" + number) + "," + proxy;
    }

    private static String printable(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && text.length() < MAX_LENGTH; i++) {
            if (bytes[i] >= ' ' && bytes[i] < 0x7f) {
                text.append((char) bytes[i]);
            }
        }
        return text.toString();
    }
}
