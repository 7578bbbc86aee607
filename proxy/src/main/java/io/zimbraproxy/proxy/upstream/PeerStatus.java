package io.zimbraproxy.proxy.upstream;

import org.jspecify.annotations.Nullable;

/**
 * State of a web server, for reports.
 *
 * @param address IP address and port
 * @param state {@code up}, {@code failed} (not used for a while), {@code down} (fails its health checks) or {@code
 *     drain}
 * @param fails failures in a row
 * @param active requests in progress
 * @param requests all requests since the start of the process
 * @param version version of its software; null if not configured
 */
public record PeerStatus(
        String host,
        String address,
        String state,
        int fails,
        int active,
        long requests,
        @Nullable String version) {}
