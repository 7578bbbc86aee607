package io.zimbraproxy.stub.lookup;

/** The refusal of a lookup. The message becomes the value of {@code Auth-Status}. */
final class LookupRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String text;

    LookupRefusal(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    String text() {
        return text;
    }
}
