package io.zimbraproxy.stub.config;

import java.util.List;

/**
 * The mail an account starts with: the same bytes for the same seed on every start.
 *
 * @param messages how many messages the inbox holds
 * @param sizes in an ordinary mailbox, attachment sizes of the first messages in turn; in a bulk mailbox, the exact size of
 *     each virtual message (and {@code messages} is not used)
 * @param seed varies the text
 */
public record SeededMail(int messages, List<ByteSize> sizes, long seed) {

    public SeededMail {
        sizes = sizes == null ? List.of() : List.copyOf(sizes);
    }

    public static SeededMail none() {
        return new SeededMail(0, List.of(), 0);
    }

    public static SeededMail of(int messages, ByteSize... sizes) {
        return new SeededMail(messages, List.of(sizes), 0);
    }
}
