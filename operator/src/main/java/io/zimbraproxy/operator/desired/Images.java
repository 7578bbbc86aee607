package io.zimbraproxy.operator.desired;

/** Container images for resources that name none. */
public record Images(String proxy, String memcached) {}
