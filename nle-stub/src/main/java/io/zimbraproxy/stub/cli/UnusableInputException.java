package io.zimbraproxy.stub.cli;

/** A file or option of the user that cannot be used. The command exits with code 2. */
final class UnusableInputException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
