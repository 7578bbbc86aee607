package io.zimbraproxy.proxy.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.fuzz.WebText;
import io.zimbraproxy.proxy.http.body.BodyReader;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Feeds random bytes to the parsers: the result is a message with one meaning or a rejection, however packets split the bytes. */
class WebMessageFuzzTest {
    private static final int MAX_HEAD = 400;
    private static final int MAX_FIELDS = 6;

    @Provide
    Arbitrary<SegmentedInput> requests() {
        return SegmentedInput.of(WebText::request, 1);
    }

    @Provide
    Arbitrary<SegmentedInput> bodies() {
        return SegmentedInput.of(WebText::chunks, 1);
    }

    @Fuzz
    void readsTheSameRequestForAllPacketBoundaries(@ForAll("requests") SegmentedInput input) {
        String expected = null;
        for (List<byte[]> segments : input.segmentations()) {
            String read = request(segments);
            if (expected == null) {
                expected = read;
            }
            assertThat(read).isEqualTo(expected);
        }
    }

    /** Returns the request as it would be forwarded, "more" if it is incomplete, or "refused". */
    private static String request(List<byte[]> segments) {
        HeadFinder finder = new HeadFinder(MAX_HEAD, MAX_FIELDS, 2);
        ByteBuf in = Unpooled.buffer();
        try {
            for (byte[] segment : segments) {
                in.writeBytes(segment);
                int length = finder.find(in);
                if (length > 0) {
                    byte[] head = new byte[length];
                    in.readBytes(head);
                    return text(RequestHead.parse(head, 100, MAX_FIELDS, false));
                }
            }
            return "more";
        } catch (BadMessage bad) {
            // A head may be too long and malformed: the packets determine which fault is found first.
            return "refused";
        } finally {
            in.release();
        }
    }

    private static String text(RequestHead head) {
        HeadWriter out = new HeadWriter(Unpooled.buffer());
        out.request(head.method(), head.target());
        for (int i = 0; i < head.fields().count(); i++) {
            out.copy(head.fields(), i);
        }
        out.end();
        byte[] bytes = new byte[out.out().readableBytes()];
        out.out().readBytes(bytes);
        return Dice.text(bytes) + head.framing();
    }

    @Fuzz
    void writesARequestWithTheSameMeaning(@ForAll("requests") SegmentedInput input) throws BadMessage {
        RequestHead head;
        try {
            HeadFinder finder = new HeadFinder(MAX_HEAD, MAX_FIELDS, 0);
            byte[] bytes = input.bytes();
            int length = finder.find(Unpooled.wrappedBuffer(bytes));
            if (length == 0) {
                return;
            }
            head = RequestHead.parse(Arrays.copyOf(bytes, length), 100, MAX_FIELDS, false);
        } catch (BadMessage refused) {
            return;
        }
        String written = text(head);
        String own = written.substring(0, written.indexOf("\r\n\r\n") + 4);
        // The request is forwarded as HTTP/1.1, which requires a host.
        if (!head.fields().has(FieldName.HOST)) {
            return;
        }
        RequestHead again = RequestHead.parse(Dice.bytes(own), 100, MAX_FIELDS, false);
        assertThat(text(again)).isEqualTo(written);
        assertThat(own.lines().filter(line -> line.isEmpty())).hasSize(1);
    }

    @Fuzz
    void readsTheSameBodyForAllPacketBoundaries(@ForAll("bodies") SegmentedInput input) {
        String expected = null;
        for (List<byte[]> segments : input.segmentations()) {
            String read = body(segments);
            if (expected == null) {
                expected = read;
            }
            assertThat(read).isEqualTo(expected);
        }
    }

    private static String body(List<byte[]> segments) {
        BodyReader reader = new BodyReader(Framing.CHUNKED, 100, 3);
        ByteBuf in = Unpooled.buffer();
        StringBuilder data = new StringBuilder();
        try {
            for (byte[] segment : segments) {
                in.writeBytes(segment);
                for (ByteBuf part = reader.next(in); part != null; part = reader.next(in)) {
                    byte[] bytes = new byte[part.readableBytes()];
                    part.readBytes(bytes);
                    part.release();
                    data.append(Dice.text(bytes));
                }
            }
            return data + (reader.ended() ? " ended " + reader.trailers().count() : " more");
        } catch (BadMessage bad) {
            return data + " refused";
        } finally {
            in.release();
        }
    }
}
