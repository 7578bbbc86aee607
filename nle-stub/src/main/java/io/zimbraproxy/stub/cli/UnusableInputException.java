package io.zimbraproxy.stub.cli;

/** Something the user gave cannot be used; exit code 2. */
final class UnusableInputException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
