package io.zimbraproxy.proxy.observe;

import org.jspecify.annotations.Nullable;

/**
 * Builds one log line with {@code key=value} pairs. Untrusted values cannot break the line: control characters are escaped, values of more
 * than 200 characters are cut, and values with spaces or quotes are quoted.
 */
public final class LogLine {
    private static final int MAX_VALUE = 200;

    private final StringBuilder text = new StringBuilder(160);

    public LogLine(String event) {
        text.append(event);
    }

    /** Adds a pair; does nothing if the value is null. */
    public LogLine with(String key, @Nullable Object value) {
        if (value != null) {
            text.append(' ').append(key).append('=');
            append(value.toString());
        }
        return this;
    }

    /** Adds a duration in seconds with three decimals, for example {@code 1.250}. */
    public LogLine withSeconds(String key, long nanos) {
        long millis = nanos / 1_000_000;
        int rest = (int) (millis % 1000);
        text.append(' ').append(key).append('=').append(millis / 1000);
        text.append(rest < 10 ? ".00" : rest < 100 ? ".0" : ".").append(rest);
        return this;
    }

    private void append(String value) {
        int end = Math.min(value.length(), MAX_VALUE);
        boolean quote = end == 0;
        for (int i = 0; i < end && !quote; i++) {
            char c = value.charAt(i);
            quote = c <= ' ' || c >= 0x7f || c == '"' || c == '=' || c == '\\';
        }
        if (!quote) {
            text.append(value, 0, end);
        } else {
            text.append('"');
            for (int i = 0; i < end; i++) {
                appendEscaped(value.charAt(i));
            }
            text.append('"');
        }
        if (end < value.length()) {
            text.append("...");
        }
    }

    private void appendEscaped(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < ' ' || c >= 0x7f && c < 0xa0 || Character.getType(c) == Character.FORMAT || c == '\u2028') {
            text.append(String.format("\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }

    /** Returns the line so far. */
    CharSequence text() {
        return text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
