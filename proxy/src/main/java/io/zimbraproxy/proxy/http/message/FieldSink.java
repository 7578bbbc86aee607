package io.zimbraproxy.proxy.http.message;

/** Takes the fields of a message that is being written. */
public interface FieldSink {
    /** A field as it was received. */
    void copy(Fields from, int i);

    /** A field of our own. The value holds no control characters, a byte for each character. */
    void add(String name, String value);
}
