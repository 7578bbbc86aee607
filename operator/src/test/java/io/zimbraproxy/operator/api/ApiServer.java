package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.zimbraproxy.crds.ZimbraProxy;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** An API server on the loopback interface, whose state outlives its stops. */
public final class ApiServer implements AutoCloseable {
    /** It writes a line for each request. */
    private static final Logger TALKATIVE = Logger.getLogger(MockWebServer.class.getName());

    static {
        TALKATIVE.setLevel(Level.WARNING);
    }

    private final Rules rules = new Rules();
    private final ApplyingDispatcher dispatcher =
            new ApplyingDispatcher(rules, CustomResourceDefinitionContext.fromCustomResourceType(ZimbraProxy.class));
    private KubernetesMockServer server;
    private KubernetesClient client;
    private int port;

    /** Starts it at a free port. */
    public static ApiServer start() {
        ApiServer server = new ApiServer();
        server.resume();
        return server;
    }

    /** Starts it again where it was, as after a restart. */
    public void resume() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
        server.init(InetAddress.getLoopbackAddress(), port);
        port = server.getPort();
        client = server.createClient();
    }

    /** Ends it and all of its connections. */
    public void pause() {
        client.close();
        server.destroy();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** For tests, which may do everything. */
    public KubernetesClient client() {
        return client;
    }

    /** What the operator asked for and may not do, by the roles in k8s/base. */
    public List<String> refused() {
        return rules.refused().stream().map(Object::toString).toList();
    }

    /** What the operator wrote since {@link #forget}. */
    public List<String> writes() {
        return rules.requests().stream()
                .filter(ApiRequest::writes)
                .filter(request -> !request.resource().equals("leases"))
                .map(Object::toString)
                .toList();
    }

    /** How many requests the operator made since {@link #forget}. */
    public int requests() {
        return rules.requests().size();
    }

    /** Namespaces in which the operator asked for something; "everywhere" when it asked for all of them. */
    public Set<String> namespaces() {
        return rules.requests().stream()
                .map(request -> request.namespace() == null ? "everywhere" : request.namespace())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same by verb. */
    public Map<String, Long> requestsByVerb() {
        return rules.requests().stream()
                .collect(Collectors.groupingBy(ApiRequest::verb, TreeMap::new, Collectors.counting()));
    }

    public void forget() {
        rules.forget();
    }

    @Override
    public void close() {
        pause();
    }

    /** What the client's serialization reads. */
    public static <T extends KubernetesResource> T read(String yaml, Class<T> kind) {
        return Serialization.unmarshal(yaml, kind);
    }
}
