package io.zimbraproxy.proxy.throttle;

/** All that stands between mail clients and the mailbox servers. */
public record MailGuards(LoginLimits limits, FailedLogins failures, OpenSessions sessions) {}
