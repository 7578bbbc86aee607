package io.zimbraproxy.proxy.handover;

/** The words of a handover between a running process and its successor; each word is a line.
 *
 * <pre>
 *   next: begin      previous: yes (it has stopped listening on the management port)
 *   next: ready      previous: (drains)
 * </pre>
 *
 * <p>On a second connection the successor sends {@code sockets}. The running process replies with one descriptor for each listening
 * socket and ends its side.
 */
final class HandoverProtocol {
    static final String BEGIN = "begin";
    static final String YES = "yes";
    static final String SOCKETS = "sockets";
    static final String READY = "ready";

    private HandoverProtocol() {}
}
