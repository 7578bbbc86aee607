package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Access control by the roles in {@code k8s/base}. Refuses everything else to the operator and records its requests. */
final class RbacRules {
    /** The bearer token of the operator. Requests without it come from tests and are always allowed. */
    static final String TOKEN = "operator";

    private static final Path BASE = Path.of("../k8s/base");

    private final List<PolicyRule> rules = new ArrayList<>();
    private final ConcurrentLinkedQueue<ApiRequest> requests = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ApiRequest> refused = new ConcurrentLinkedQueue<>();
    private final AtomicReference<ApiRequest> forbiddenOnce = new AtomicReference<>();

    RbacRules() {
        rules.addAll(Serialization.unmarshal(text("cluster-role.yaml"), ClusterRole.class)
                .getRules());
        for (String document : text("leader-election.yaml").split("(?m)^---$", -1)) {
            if (Serialization.unmarshal(document, KubernetesResource.class) instanceof Role role) {
                rules.addAll(role.getRules());
            }
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(BASE.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Answers a SelfSubjectRulesReview, which the cluster role system:basic-user allows to everybody; empty for other requests. */
    Optional<MockResponse> reviewOwnRights(RecordedRequest request) {
        if (!request.getPath().endsWith("/selfsubjectrulesreviews")) {
            return Optional.empty();
        }
        SelfSubjectRulesReview review = new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withIncomplete(false)
                .withResourceRules(rules.stream()
                        .map(rule ->
                                new ResourceRule(rule.getApiGroups(), List.of(), rule.getResources(), rule.getVerbs()))
                        .toList())
                .endStatus()
                .build();
        return Optional.of(new MockResponse().setResponseCode(201).setBody(Serialization.asJson(review)));
    }

    /** Records a request of the operator. Returns the response 403 if the roles do not allow it, or else nothing. */
    Optional<MockResponse> refuse(RecordedRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.endsWith(TOKEN)) {
            return Optional.empty();
        }
        Optional<ApiRequest> known = ApiRequest.of(request);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        requests.add(known.get());
        if (known.get().equals(forbiddenOnce.get())) {
            forbiddenOnce.set(null);
            return Optional.of(forbidden(known.get()));
        }
        if (rules.stream().anyMatch(rule -> allows(rule, known.get()))) {
            return Optional.empty();
        }
        refused.add(known.get());
        return Optional.of(forbidden(known.get()));
    }

    private static MockResponse forbidden(ApiRequest request) {
        return new MockResponse()
                .setResponseCode(403)
                .setBody("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Forbidden\","
                        + "\"code\":403,\"message\":\"the roles do not allow " + request + "\"}");
    }

    /** Refuses this request once, as if the roles were being changed at that moment. */
    void forbidOnce(ApiRequest request) {
        forbiddenOnce.set(request);
    }

    private static boolean allows(PolicyRule rule, ApiRequest request) {
        return rule.getApiGroups().contains(request.group())
                && rule.getResources().contains(request.resource())
                && rule.getVerbs().contains(request.verb());
    }

    /** Returns the requests of the operator since {@link #clear}. */
    List<ApiRequest> requests() {
        return List.copyOf(requests);
    }

    List<ApiRequest> refused() {
        return List.copyOf(refused);
    }

    void clear() {
        requests.clear();
    }
}
