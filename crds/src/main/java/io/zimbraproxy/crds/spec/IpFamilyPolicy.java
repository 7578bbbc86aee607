package io.zimbraproxy.crds.spec;

/** Says whether a Service has addresses of one IP family or of both. */
public enum IpFamilyPolicy {
    SingleStack,
    PreferDualStack,
    RequireDualStack
}
