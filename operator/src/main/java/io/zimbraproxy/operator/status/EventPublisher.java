package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.zimbraproxy.crds.ZimbraProxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes events. The same one again is not a second one: it is the first with a new time. */
public final class EventPublisher {
    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    private static final int CONFLICT = 409;
    private static final int MAX_MESSAGE = 1024;

    private final KubernetesClient client;
    private final Clock clock;

    public EventPublisher(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Writes one. That it cannot be written is no reason to stop. */
    public void announce(ZimbraProxy proxy, StatusEvents.Item item) {
        Event event = event(proxy, item);
        try {
            client.v1().events().resource(event).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == CONFLICT) {
                again(event);
            } else {
                LOG.debugf("an event is not taken: %s", refused.getMessage());
            }
        }
    }

    private void again(Event event) {
        try {
            Event time = new EventBuilder()
                    .withNewMetadata()
                    .withName(event.getMetadata().getName())
                    .withNamespace(event.getMetadata().getNamespace())
                    .endMetadata()
                    .withLastTimestamp(event.getLastTimestamp())
                    .build();
            client.v1().events().resource(time).patch(PatchContext.of(PatchType.JSON_MERGE));
        } catch (KubernetesClientException refused) {
            LOG.debugf("an event is not taken: %s", refused.getMessage());
        }
    }

    private Event event(ZimbraProxy proxy, StatusEvents.Item item) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String message = item.message().length() > MAX_MESSAGE
                ? item.message().substring(0, MAX_MESSAGE - 3) + "..."
                : item.message();
        String what = proxy.getMetadata().getUid() + item.reason() + message;
        UUID digest = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
        return new EventBuilder()
                .withNewMetadata()
                .withName(proxy.getMetadata().getName() + "." + digest)
                .withNamespace(proxy.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(proxy.getApiVersion())
                .withKind(proxy.getKind())
                .withName(proxy.getMetadata().getName())
                .withNamespace(proxy.getMetadata().getNamespace())
                .withUid(proxy.getMetadata().getUid())
                .endInvolvedObject()
                .withType(item.type())
                .withReason(item.reason())
                .withMessage(message)
                .withNewSource()
                .withComponent("zimbra-proxy-operator")
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }
}
