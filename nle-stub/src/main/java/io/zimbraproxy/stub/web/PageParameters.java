package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;

/** The validated parameters of a request. */
record PageParameters(HttpServerRequest request) {

    String text(String name, String otherwise) {
        String value = request.getParam(name);
        return value == null ? otherwise : value;
    }

    boolean flag(String name) {
        return text(name, "false").equals("true");
    }

    /** Returns a whole number from 0 to {@code max}. */
    long number(String name, long otherwise, long max) {
        String value = request.getParam(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,18}") || Long.parseLong(value) > max) {
            throw new IllegalArgumentException(
                    name + ": not a whole number in range (saw '" + value + "'); allowed: 0 to " + max);
        }
        return Long.parseLong(value);
    }

    /** Returns seconds, with fractions, as milliseconds; at least 1, which timers require. */
    long millis(String name) {
        String value = text(name, "0");
        if (!value.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            throw new IllegalArgumentException(
                    name + ": not a time (saw '" + value + "'); allowed: seconds, such as 2 or 0.5");
        }
        return Math.max(1, Math.round(Double.parseDouble(value) * 1_000));
    }
}
