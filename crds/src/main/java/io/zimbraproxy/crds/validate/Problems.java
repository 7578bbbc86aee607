package io.zimbraproxy.crds.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Collects problems below a path. */
final class Problems {
    private final List<Problem> found;
    private final String path;

    Problems() {
        this(new ArrayList<>(), "spec");
    }

    private Problems(List<Problem> found, String path) {
        this.found = found;
        this.path = path;
    }

    /** The same collection, for what is at {@code name} below this path. */
    Problems at(String name) {
        return new Problems(found, path + "." + name);
    }

    /** The same, for an element of the list at this path. */
    Problems at(int index) {
        return new Problems(found, path + "[" + index + "]");
    }

    /** The same, for an element of the list at {@code name}. */
    Problems at(String name, int index) {
        return at(name).at(index);
    }

    void add(String what, Object seen, String todo) {
        found.add(new Problem(path, what, seen == null ? null : seen.toString(), todo));
    }

    /** Names in the list at {@code list} that stand there twice. */
    <T> void unique(String list, List<T> elements, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            String value = name.apply(elements.get(i));
            if (value != null && !seen.add(value)) {
                at(list, i).at("name").add("is used twice", value, "give each its own name");
            }
        }
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}
