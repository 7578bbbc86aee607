package io.zimbraproxy.proxy.fuzz;

/** Generates requests of web clients: by the grammar, or with faults. */
public final class WebText {
    private WebText() {}

    /** Returns a request with one character per byte. */
    public static String request(Dice dice) {
        StringBuilder text = new StringBuilder();
        text.append(dice.oneOf("GET", "POST", "HEAD", "PROPFIND", "x"))
                .append(' ')
                .append(dice.oneOf("/", "/home/a@b/x", "/a?b=c", "/%41/../b", "//x", "*"))
                .append(' ')
                .append(dice.oneOf("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0"))
                .append("\r\n")
                .append(dice.oneOf("Host: a\r\n", "Host: a\r\n", "Host: a:1\r\n", ""));
        for (int fields = dice.below(5); fields > 0; fields--) {
            text.append(field(dice));
        }
        text.append("\r\n");
        return dice.onceIn(2) ? text.toString() : dice.faulty(text.toString());
    }

    private static String field(Dice dice) {
        return dice.oneOf(
                        "Content-Length: 5",
                        "content-length:0",
                        "Transfer-Encoding: chunked",
                        "Transfer-Encoding: gzip, chunked",
                        "Connection: close, x",
                        "Cookie: a=b; ZM_AUTH_TOKEN=0_a_69643d313a613b",
                        "Expect: 100-continue",
                        "X-Some:\t value ",
                        "X: " + dice.syntax(6))
                + dice.oneOf("\r\n", "\r\n", "\r\n", "\r\n", "\n");
    }

    /** Returns a chunked body with one character per byte. */
    public static String chunks(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int chunks = dice.below(5); chunks > 0; chunks--) {
            String data = Dice.text(dice.noise(20));
            text.append(data.isEmpty() ? "" : chunk(dice, data));
        }
        text.append(dice.oneOf("0\r\n\r\n", "0\r\n\r\n", "0;x=\"y\"\r\n\r\n", "0\r\nX-Sum: 1\r\n\r\n", "00\r\n\r\n"));
        return dice.onceIn(2) ? text.toString() : dice.faulty(text.toString());
    }

    private static String chunk(Dice dice, String data) {
        return dice.oneOf("", "0", "000")
                + Integer.toHexString(data.length())
                + dice.oneOf("", "", ";a", ";a=\"b;c\"")
                + "\r\n" + data + "\r\n";
    }
}
