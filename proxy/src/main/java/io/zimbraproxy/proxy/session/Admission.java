package io.zimbraproxy.proxy.session;

import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.throttle.LoginLimits;
import io.zimbraproxy.proxy.throttle.OpenSessions;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Decides whether a client's address may come. */
record Admission(SessionService service, Dialogue dialogue, OpenSessions.Places places) {
    /**
     * Counts the connection; the stage has the end of it when there are too many. {@code serverName} is what the client asked
     * for when TLS began, or null. Never fails.
     */
    CompletionStage<Optional<Step.Close>> of(ClientPeer peer, String serverName) {
        LoginLimits limits = service.guards().limits();
        return limits.connection(service.family(), peer, serverName)
                .thenCombine(places.ofAddress(peer, serverName), (allowed, room) -> {
                    if (!allowed) {
                        String message = dialogue.addressLimited(limits.addressMessage(serverName));
                        return Optional.of(new Step.Close(message + dialogue.farewell(), CloseCause.ADDRESS_LIMITED));
                    }
                    return room
                            ? Optional.empty()
                            : Optional.of(new Step.Close(dialogue.busy(), CloseCause.TOO_MANY_SESSIONS));
                });
    }
}
