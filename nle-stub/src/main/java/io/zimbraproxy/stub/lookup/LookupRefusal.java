package io.zimbraproxy.stub.lookup;

/** Ends a lookup; the message is the text of {@code Auth-Status}. */
final class LookupRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    LookupRefusal(String text) {
        super(text, null, false, false);
    }
}
