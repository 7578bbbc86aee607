package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.desired.Labels;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Publishes Events about resources. An Event that exists already gets a new time instead of a duplicate. */
public final class EventPublisher {
    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    private static final int CONFLICT = 409;

    /** Limit of the API server, in characters. */
    private static final int MAX_MESSAGE = 1024;

    private final KubernetesClient client;
    private final Clock clock;

    public EventPublisher(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Publishes an Event. A failure is logged and ignored, because the status says the same. */
    public void publish(ZimbraProxy proxy, StatusEvent statusEvent) {
        Event event = event(proxy, statusEvent);
        try {
            client.v1().events().resource(event).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == CONFLICT) {
                updateTime(event);
            } else {
                LOG.debugf("the API server rejected an Event: %s", refused.getMessage());
            }
        }
    }

    private void updateTime(Event event) {
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
            LOG.debugf("the API server rejected an Event: %s", refused.getMessage());
        }
    }

    private Event event(ZimbraProxy proxy, StatusEvent statusEvent) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String message = statusEvent.message().length() > MAX_MESSAGE
                ? statusEvent.message().substring(0, MAX_MESSAGE - 3) + "..."
                : statusEvent.message();
        String content = proxy.getMetadata().getUid() + statusEvent.reason() + message;
        UUID digest = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
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
                .withType(statusEvent.type().name())
                .withReason(statusEvent.reason())
                .withMessage(message)
                .withNewSource()
                .withComponent(Labels.OPERATOR)
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }
}
