package io.zimbraproxy.operator.api;

import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request in the terms of RBAC.
 *
 * @param resource the plural name; a subresource follows after a slash
 * @param namespace null for requests to all namespaces
 * @param name null for requests to a collection
 */
record ApiRequest(String verb, String group, String resource, String namespace, String name) {
    private static final Pattern PATH = Pattern.compile(
            "/(?:api/v1|apis/([^/]+)/[^/]+)(?:/namespaces/([^/]+))?/([a-z]+)(?:/([^/?]+)(?:/([a-z]+))?)?(\\?.*)?");

    /** Parses a request; empty for discovery, which RBAC allows to everybody. */
    static Optional<ApiRequest> of(RecordedRequest request) {
        Matcher path = PATH.matcher(request.getPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        String resource = path.group(5) == null ? path.group(3) : path.group(3) + "/" + path.group(5);
        String query = path.group(6) == null ? "" : path.group(6);
        return Optional.of(new ApiRequest(
                verb(request.getMethod(), path.group(4) != null, query),
                path.group(1) == null ? "" : path.group(1),
                resource,
                path.group(2),
                path.group(4)));
    }

    private static String verb(String method, boolean named, String query) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
        };
    }

    boolean writes() {
        return !verb.equals("get") && !verb.equals("list") && !verb.equals("watch");
    }
}
