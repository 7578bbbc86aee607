package io.zimbraproxy.proxy.throttle;

/** All limits on mail clients. */
public record MailGuards(LoginLimits limits, FailedLogins failures, OpenSessions sessions) {}
