package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.observe.Product;

/** Name and version from the client's ID command, as bytes; null when not given. */
record ClientId(byte[] name, byte[] version) {
    static final ClientId UNKNOWN = new ClientId(null, null);

    /** What a program needs to say its name; longer ones are cut. */
    private static final int MAX = 64;

    /** The X-VIA field for the mailbox server (facts, section 4.6): {@code [name[/version],]proxy(product)}. */
    String via(String proxyAddress) {
        String proxy = proxyAddress + "(" + Product.NAME + "/" + Product.VERSION + ")";
        String client = printable(name);
        if (client.isEmpty()) {
            return proxy;
        }
        String number = printable(version);
        return client + (number.isEmpty() ? "" : "/" + number) + "," + proxy;
    }

    private static String printable(byte[] bytes) {
        if (bytes == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && text.length() < MAX; i++) {
            if (bytes[i] >= ' ' && bytes[i] < 0x7f) {
                text.append((char) bytes[i]);
            }
        }
        return text.toString();
    }
}
