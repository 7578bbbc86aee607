package io.zimbraproxy.proxy.http.user;

import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.route.UserName;
import java.util.List;
import java.util.Optional;

/** Finds the user whose mailbox a path refers to. */
final class PathUser {
    /** A path prefix before a user name. With {@code tilde}, a {@code ~} before the name is removed; alone it means "me". */
    private record Form(String prefix, boolean tilde) {}

    private static final List<Form> FORMS = List.of(
            new Form("/home/", true),
            new Form("/service/home/", true),
            new Form("/dav/", false),
            new Form("/principals/users/", false));

    private PathUser() {}

    /** Returns the user in a path, or empty if the path has no valid user name. */
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
        // A slash after the user name is required.
        int end = path.text().indexOf('/', start);
        if (end < 0) {
            return Optional.empty();
        }
        boolean tilde = form.tilde() && path.text().charAt(start) == '~';
        return UserName.of(path.bytes(tilde ? start + 1 : start, end));
    }
}
