package io.zimbraproxy.operator.desired;

/** Container images for resources that specify none. */
public record Images(String proxy, String memcached) {}
