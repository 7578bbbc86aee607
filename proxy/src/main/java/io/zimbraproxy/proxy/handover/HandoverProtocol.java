package io.zimbraproxy.proxy.handover;

/**
 * What two processes say to each other, a line each.
 *
 * <pre>
 *   next: begin      previous: yes (it does not listen on the management port any more)
 *   next: ready      previous: (drains)
 * </pre>
 *
 * <p>On a second connection: {@code sockets}, which is answered with a descriptor for each listening socket and the end.
 */
final class HandoverProtocol {
    static final String BEGIN = "begin";
    static final String YES = "yes";
    static final String SOCKETS = "sockets";
    static final String READY = "ready";

    private HandoverProtocol() {}
}
