package io.zimbraproxy.crds.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the problems of a section. */
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

    /** Returns the same collection for the field {@code name} of this path. */
    Problems at(String name) {
        return new Problems(found, path + "." + name);
    }

    /** Returns the same collection for an entry of the list at this path. */
    Problems at(int index) {
        return new Problems(found, path + "[" + index + "]");
    }

    /** Returns the same collection for an entry of the list {@code name}. */
    Problems at(String name, int index) {
        return at(name).at(index);
    }

    void add(String what, @Nullable Object seen, String todo) {
        found.add(new Problem(path, what, seen == null ? null : seen.toString(), todo));
    }

    /** Reports duplicate names in a list. */
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
