package io.zimbraproxy.stub.config;

import java.util.List;

/**
 * The initial mail of an account. The same seed gives the same bytes on every start.
 *
 * @param messages number of messages in the inbox; unused in a bulk mailbox
 * @param sizes in an ordinary mailbox, the attachment sizes of the first messages; in a bulk mailbox, the exact size of each
 *     virtual message
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
