package io.zimbraproxy.proxy.http.message;

/** Receives the fields of a message that is being written. */
public interface FieldSink {
    /** Writes a field as it was received. */
    void copy(Fields from, int i);

    /** Writes a field. The value must have no control characters, and each of its characters is written as one byte. */
    void add(String name, String value);
}
