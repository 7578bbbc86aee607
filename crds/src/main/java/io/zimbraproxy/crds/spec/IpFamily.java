package io.zimbraproxy.crds.spec;

/** Kinds of IP addresses, as a Service names them. */
public enum IpFamily {
    IPv4,
    IPv6
}
