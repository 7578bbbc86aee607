package io.zimbraproxy.proxy.http.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The header fields of one message: the bytes they came in, and where each name and value begins and ends. Names are tokens,
 * values hold no control characters and have no blanks at their ends.
 */
public final class Fields {
    /** No fields. */
    public static final Fields NONE = new Fields(new byte[0], 0);

    private static final int PLACES = 4;
    private static final int USUAL = 16;

    private final byte[] bytes;
    private byte[] names;
    /** Start of name, end of name, start of value, end of value; for each field. */
    private int[] places;

    private int count;

    Fields(byte[] bytes) {
        this(bytes, USUAL);
    }

    private Fields(byte[] bytes, int expected) {
        this.bytes = bytes;
        names = new byte[expected];
        places = new int[expected * PLACES];
    }

    void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (count == names.length) {
            names = Arrays.copyOf(names, Math.max(USUAL, count * 2));
            places = Arrays.copyOf(places, names.length * PLACES);
        }
        names[count] = FieldName.of(bytes, nameStart, nameEnd - nameStart).code();
        int at = count++ * PLACES;
        places[at] = nameStart;
        places[at + 1] = nameEnd;
        places[at + 2] = valueStart;
        places[at + 3] = valueEnd;
    }

    public int count() {
        return count;
    }

    /** The bytes in which all fields stand; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public FieldName name(int i) {
        return FieldName.at(names[i]);
    }

    public int nameStart(int i) {
        return places[i * PLACES];
    }

    public int nameEnd(int i) {
        return places[i * PLACES + 1];
    }

    public int valueStart(int i) {
        return places[i * PLACES + 2];
    }

    public int valueEnd(int i) {
        return places[i * PLACES + 3];
    }

    /** The name as it was sent. */
    public String nameText(int i) {
        return text(nameStart(i), nameEnd(i));
    }

    /** The value, a character for each byte. */
    public String value(int i) {
        return text(valueStart(i), valueEnd(i));
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Place of the first field of this name; negative when there is none. */
    public int first(FieldName name) {
        return next(name, 0);
    }

    /** The same, from this place on. */
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

    /** The first value under this name; null when there is none. */
    public String value(FieldName name) {
        int i = first(name);
        return i < 0 ? null : value(i);
    }

    /** All values under this name. */
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

    /** How many fields have this name. */
    int times(FieldName name) {
        int times = 0;
        for (int i = first(name); i >= 0; i = next(name, i + 1)) {
            times++;
        }
        return times;
    }

    /** True when the field at this place has this name, given in lower case. */
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

    /** True when a value under this name has this token, given in lower case, in its list (RFC 9110 section 5.6.1). */
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
