package io.zimbraproxy.bench.stage;

/** What surrounds the bytes of a large message, so that both sides know how much there is. */
public final class BulkAnswer {
    private BulkAnswer() {}

    static String head(long size) {
        return "* 1 FETCH (BODY[]<0> {" + size + "}\r\n";
    }

    static String tail(String tag) {
        return ")\r\n" + tag + " OK done\r\n";
    }

    /** What asks for so many bytes. */
    public static String command(String tag, long size) {
        return tag + " FETCH 1 BODY[]<0." + size + ">\r\n";
    }

    /** Bytes of the whole answer. */
    public static long length(String tag, long size) {
        return head(size).length() + size + tail(tag).length();
    }
}
