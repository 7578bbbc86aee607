package io.zimbraproxy.stub.lookup;

import io.zimbraproxy.stub.journal.Field;
import java.util.List;
import java.util.Optional;

/** The headers of a lookup request. Names are compared without case; of several equal names the first counts. */
record LookupRequest(List<Field> headers) {

    Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /**
     * Returns the value of a header.
     *
     * @param prefix text that the servlet puts before the error text of some methods
     * @throws LookupRefusal if the header is missing
     */
    String required(String name, String prefix) throws LookupRefusal {
        Optional<String> value = header(name);
        if (value.isEmpty()) {
            throw new LookupRefusal(prefix + "missing header field " + name);
        }
        return value.get();
    }

    boolean isFlagged(String name) {
        return header(name).filter("True"::equalsIgnoreCase).isPresent();
    }
}
