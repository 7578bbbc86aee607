package io.zimbraproxy.proxy.upstream;

/**
 * How a web server does.
 *
 * @param address with the port
 * @param state {@code up}, {@code failed} (left alone for a while), {@code down} (fails its checks) or {@code drain}
 * @param fails in a row
 * @param active requests under way
 * @param requests all of them since the start
 * @param version null when not told
 */
public record PeerStatus(
        String host, String address, String state, int fails, int active, long requests, String version) {}
