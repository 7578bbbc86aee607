package io.zimbraproxy.proxy.http.user;

import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.route.UserName;
import java.util.List;
import java.util.Optional;

/** Finds the user whose data a path names (facts, section 7.1: rules 1 and 4). */
final class PathUser {
    /** With {@code tilde} a {@code ~} before the name is dropped, and alone means "me". */
    private record Form(String prefix, boolean tilde) {}

    private static final List<Form> FORMS = List.of(
            new Form("/home/", true),
            new Form("/service/home/", true),
            new Form("/dav/", false),
            new Form("/principals/users/", false));

    private PathUser() {}

    /** The user in a path; empty when it names none, or none that is valid. */
    static Optional<UserName> of(NormalPath path) {
        for (Form form : FORMS) {
            if (path.text().startsWith(form.prefix())) {
                return user(form, path);
            }
        }
        return Optional.empty();
    }

    private static Optional<UserName> user(Form form, NormalPath path) {
        int start = form.prefix().length();
        // A slash behind the user is required.
        int end = path.text().indexOf('/', start);
        if (end < 0) {
            return Optional.empty();
        }
        boolean tilde = form.tilde() && path.text().charAt(start) == '~';
        return UserName.of(path.bytes(tilde ? start + 1 : start, end));
    }
}
