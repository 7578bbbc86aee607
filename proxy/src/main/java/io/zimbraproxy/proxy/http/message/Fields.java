package io.zimbraproxy.proxy.http.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of one message: the received bytes, and the offsets of each name and value. Names are tokens; values have no
 * control characters, and no blanks at either end.
 */
public final class Fields {
    public static final Fields NONE = new Fields(new byte[0], 0);

    /** Offsets per field: start and end of the name, start and end of the value. */
    private static final int OFFSETS = 4;

    private static final int USUAL_COUNT = 16;

    private final byte[] bytes;
    private byte[] names;
    private int[] offsets;
    private int count;

    Fields(byte[] bytes) {
        this(bytes, USUAL_COUNT);
    }

    private Fields(byte[] bytes, int expected) {
        this.bytes = bytes;
        names = new byte[expected];
        offsets = new int[expected * OFFSETS];
    }

    void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (count == names.length) {
            names = Arrays.copyOf(names, Math.max(USUAL_COUNT, count * 2));
            offsets = Arrays.copyOf(offsets, names.length * OFFSETS);
        }
        names[count] = FieldName.of(bytes, nameStart, nameEnd - nameStart).code();
        int at = count++ * OFFSETS;
        offsets[at] = nameStart;
        offsets[at + 1] = nameEnd;
        offsets[at + 2] = valueStart;
        offsets[at + 3] = valueEnd;
    }

    public int count() {
        return count;
    }

    /** Returns the bytes of the whole message head, which callers must not change. */
    public byte[] bytes() {
        return bytes;
    }

    public FieldName name(int i) {
        return FieldName.at(names[i]);
    }

    public int nameStart(int i) {
        return offsets[i * OFFSETS];
    }

    public int nameEnd(int i) {
        return offsets[i * OFFSETS + 1];
    }

    public int valueStart(int i) {
        return offsets[i * OFFSETS + 2];
    }

    public int valueEnd(int i) {
        return offsets[i * OFFSETS + 3];
    }

    /** Returns the name as received. */
    public String nameText(int i) {
        return text(nameStart(i), nameEnd(i));
    }

    /** Returns the value, with one character per byte (ISO 8859-1). */
    public String value(int i) {
        return text(valueStart(i), valueEnd(i));
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Returns the index of the first field with this name, or a negative number if there is none. */
    public int first(FieldName name) {
        return next(name, 0);
    }

    /** Returns the index of the first field with this name at or after an index, or a negative number if there is none. */
    public int next(FieldName name, int from) {
        byte wanted = name.code();
        for (int i = from; i < count; i++) {
            if (names[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    public boolean has(FieldName name) {
        return first(name) >= 0;
    }

    /** Returns the first value of this name, or null if there is none. */
    public @Nullable String value(FieldName name) {
        int i = first(name);
        return i < 0 ? null : value(i);
    }

    /** Returns all values of this name. */
    public List<String> values(FieldName name) {
        int i = first(name);
        if (i < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        for (; i >= 0; i = next(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    /** Counts the fields with this name. */
    int times(FieldName name) {
        int times = 0;
        for (int i = first(name); i >= 0; i = next(name, i + 1)) {
            times++;
        }
        return times;
    }

    /** Returns true if the field at an index has this name, given in lower case. */
    public boolean isNamed(int i, String lowerCase) {
        int start = nameStart(i);
        if (nameEnd(i) - start != lowerCase.length()) {
            return false;
        }
        for (int n = 0; n < lowerCase.length(); n++) {
            if (Ascii.lower(bytes[start + n]) != lowerCase.charAt(n)) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if a list of this name (RFC 9110 section 5.6.1) contains a token, in upper or lower case. */
    public boolean lists(FieldName name, String token) {
        for (int i = first(name); i >= 0; i = next(name, i + 1)) {
            for (String element : value(i).split(",", -1)) {
                if (element.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }
}
