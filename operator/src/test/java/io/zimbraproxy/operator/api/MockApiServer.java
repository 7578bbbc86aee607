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
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** An API server on the loopback interface. */
public final class MockApiServer implements AutoCloseable {
    /** It writes a line for each request. */
    private static final Logger TALKATIVE = Logger.getLogger(MockWebServer.class.getName());

    static {
        TALKATIVE.setLevel(Level.WARNING);
    }

    private final RbacRules rules = new RbacRules();
    private final ApplyingDispatcher dispatcher =
            new ApplyingDispatcher(rules, CustomResourceDefinitionContext.fromCustomResourceType(ZimbraProxy.class));
    private final KubernetesMockServer server =
            new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
    private final KubernetesClient client;

    private MockApiServer() {
        server.init(InetAddress.getLoopbackAddress(), 0);
        client = server.createClient();
    }

    /** Starts it at a free port. */
    public static MockApiServer start() {
        return new MockApiServer();
    }

    int port() {
        return server.getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
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

    /** Lets somebody who changes a resource be faster, once, than the status on its way here that it is ready. */
    public void beforeReady(UnaryOperator<String> edit) {
        dispatcher.beforeReady(edit);
    }

    /** Refuses the operator the next list of a kind in a namespace, as {@code secrets}, as while somebody changes the roles. */
    public void forbidListOnce(String resource, String namespace) {
        rules.forbidOnce(new ApiRequest("list", "", resource, namespace, null));
    }

    public void forget() {
        rules.forget();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    /** What the client's serialization reads. */
    public static <T extends KubernetesResource> T read(String yaml, Class<T> kind) {
        return Serialization.unmarshal(yaml, kind);
    }
}
