package io.zimbraproxy.crds.spec;

/** IP families of a Service. */
public enum IpFamily {
    IPv4,
    IPv6
}
