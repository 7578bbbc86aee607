package io.zimbraproxy.crds.spec;

/** Whether a Service has addresses of one kind or of both. */
public enum IpFamilyPolicy {
    SingleStack,
    PreferDualStack,
    RequireDualStack
}
