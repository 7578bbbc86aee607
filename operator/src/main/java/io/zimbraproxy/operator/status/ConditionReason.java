package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.Set;

/** Reasons of conditions; the names are the values in the resource, and administrators and alerts rely on them. */
public enum ConditionReason {
    /** Accepted: the specification is valid. */
    Valid,
    /** Accepted and ResolvedRefs: the specification is invalid. */
    InvalidSpec,
    /** ResolvedRefs: all references are usable. */
    Resolved,
    /** ResolvedRefs: a referenced Secret does not exist. */
    SecretNotFound,
    /** ResolvedRefs: a referenced Secret exists but cannot be used. */
    InvalidSecret,
    /** ResolvedRefs: a pool has no ready server. */
    NoServers,
    /** Programmed and Ready: the specification is invalid. */
    NotAccepted,
    /** Programmed and Ready: the pods keep their configuration because of unresolved references. */
    RefsNotResolved,
    /** Programmed and Ready: the API server rejected an object. */
    ApplyFailed,
    /** Programmed: all ready pods run this generation. */
    Programmed,
    /** Programmed: no pods are requested. */
    NoPods,
    /** Programmed: no pod is ready. */
    NoReadyPods,
    /** Programmed: some pods do not run this generation yet. */
    Pending,
    /** Programmed: a pod refuses the configuration. */
    Refused,
    /** Programmed: a pod does not report its configuration. */
    Unreachable,
    /** Ready: the proxy serves as specified. */
    Ready,
    /** Ready: pods with an old pod template are being replaced. */
    RollingOut,
    /** Ready: some pods are not available. */
    PodsNotReady,
    /** Ready: the pods are available but do not run this generation. */
    NotProgrammed,
    /** Warning: the operator does not reconcile the resource. */
    Paused,
    /** Warning: a certificate is about to expire. */
    CertificateExpiresSoon,
    /** Warning: the operator ignores a part of the specification. */
    NotTakenOver,
    /** Warning: pods report warnings about their configuration. */
    PodsWarn;

    /** Tells whether a condition of a resource has one of these reasons. */
    static boolean isAny(Set<ConditionReason> reasons, Condition condition) {
        return reasons.stream().anyMatch(reason -> reason.name().equals(condition.getReason()));
    }
}
