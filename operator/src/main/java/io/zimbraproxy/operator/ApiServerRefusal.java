package io.zimbraproxy.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Describes why the API server rejected an object. Administrators read the text in the status. */
final class ApiServerRefusal {
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int CONFLICT = 409;

    private ApiServerRefusal() {}

    /**
     * Returns the text.
     *
     * @throws KubernetesClientException the same exception, when a retry can succeed: the API server is unavailable, or the object
     *     changed meanwhile
     */
    static String of(KubernetesClientException refused) {
        int code = refused.getCode();
        if (code < FIRST_CLIENT_ERROR || code >= FIRST_SERVER_ERROR || code == CONFLICT) {
            throw refused;
        }
        String message =
                refused.getStatus() == null ? null : refused.getStatus().getMessage();
        return "the API server responded with " + code + ": " + (message == null ? refused.getMessage() : message);
    }
}
