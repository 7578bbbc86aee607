package io.zimbraproxy.stub.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * {@code /picture?n=N}: a square of N by N pixels as a BMP file. The file stores the lowest row first, so its end is the upper
 * edge of the picture. The colour of a pixel shows its position: red is the column, green the row, blue N, all modulo 256.
 */
final class PicturePage implements Page {

    private static final long MAX = 1024;
    private static final int FILE_HEADER = 14;
    private static final int PICTURE_HEADER = 40;
    private static final int BYTES_PER_PIXEL = 4;

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        int side = (int) new PageParameters(request).number("n", 16, MAX);
        request.response().putHeader("Content-Type", "image/bmp").end(picture(side));
    }

    private static Buffer picture(int side) {
        int pixels = side * side * BYTES_PER_PIXEL;
        int start = FILE_HEADER + PICTURE_HEADER;
        Buffer file = Buffer.buffer(start + pixels)
                .appendString("BM")
                .appendIntLE(start + pixels)
                .appendIntLE(0)
                .appendIntLE(start)
                .appendIntLE(PICTURE_HEADER)
                .appendIntLE(side)
                .appendIntLE(side)
                .appendShortLE((short) 1)
                .appendShortLE((short) (8 * BYTES_PER_PIXEL))
                // not compressed, no palette, no resolution
                .appendIntLE(0)
                .appendIntLE(pixels)
                .appendIntLE(0)
                .appendIntLE(0)
                .appendIntLE(0)
                .appendIntLE(0);
        for (int row = side - 1; row >= 0; row--) {
            for (int column = 0; column < side; column++) {
                file.appendByte((byte) side)
                        .appendByte((byte) row)
                        .appendByte((byte) column)
                        .appendByte((byte) 0);
            }
        }
        return file;
    }
}
