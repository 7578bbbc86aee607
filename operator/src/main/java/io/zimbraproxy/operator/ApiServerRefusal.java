package io.zimbraproxy.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Why the API server does not take an object: a matter for people, who see it in the status. */
final class ApiServerRefusal {
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;
    private static final int CONFLICT = 409;

    private ApiServerRefusal() {}

    /**
     * What to say.
     *
     * @throws KubernetesClientException the same, when it is worth another try: the server is away, or was faster
     */
    static String of(KubernetesClientException refused) {
        int code = refused.getCode();
        if (code < FIRST_REFUSAL || code >= FIRST_FAILURE || code == CONFLICT) {
            throw refused;
        }
        String message =
                refused.getStatus() == null ? null : refused.getStatus().getMessage();
        return "the API server answers " + code + ": " + (message == null ? refused.getMessage() : message);
    }
}
