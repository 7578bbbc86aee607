package io.zimbraproxy.proxy.session;

import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.throttle.LoginLimits;
import io.zimbraproxy.proxy.throttle.SessionSlots;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Decides whether a client's address may open a session. */
record Admission(SessionService service, Dialogue dialogue, SessionSlots slots) {
    /**
     * Counts a connection. The stage never fails; it holds the end of the session if the address is over a limit.
     *
     * @param serverName the name that the client sent in its TLS handshake (SNI); null without TLS or name
     */
    CompletionStage<Optional<Step.Close>> of(ClientPeer peer, @Nullable String serverName) {
        LoginLimits limits = service.guards().limits();
        return limits.connection(service.family(), peer, serverName)
                .thenCombine(slots.ofAddress(peer, serverName), (allowed, free) -> {
                    if (!allowed) {
                        String message = dialogue.addressLimited(limits.addressMessage(serverName));
                        return Optional.of(new Step.Close(message + dialogue.farewell(), CloseCause.ADDRESS_LIMITED));
                    }
                    return free
                            ? Optional.empty()
                            : Optional.of(new Step.Close(dialogue.busy(), CloseCause.TOO_MANY_SESSIONS));
                });
    }
}
