package io.zimbraproxy.bench.backend;

/** The FETCH command for a large message, and the lines before and after its bytes. */
public final class BulkResponse {
    private BulkResponse() {}

    static String head(long size) {
        return "* 1 FETCH (BODY[]<0> {" + size + "}\r\n";
    }

    static String tail(String tag) {
        return ")\r\n" + tag + " OK done\r\n";
    }

    /** Returns the command that requests a message of that size. */
    public static String command(String tag, long size) {
        return tag + " FETCH 1 BODY[]<0." + size + ">\r\n";
    }

    /** Returns the length of the whole response in bytes. */
    public static long length(String tag, long size) {
        return head(size).length() + size + tail(tag).length();
    }
}
