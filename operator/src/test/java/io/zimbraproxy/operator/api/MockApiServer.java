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
    /** Logs a line for each request at level INFO. */
    private static final Logger REQUEST_LOG = Logger.getLogger(MockWebServer.class.getName());

    static {
        REQUEST_LOG.setLevel(Level.WARNING);
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

    /** Starts a server at a free port. */
    public static MockApiServer start() {
        return new MockApiServer();
    }

    int port() {
        return server.getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Returns a client without access control, for tests. */
    public KubernetesClient client() {
        return client;
    }

    /** Returns the requests of the operator that the roles in k8s/base do not allow. */
    public List<String> refused() {
        return rules.refused().stream().map(Object::toString).toList();
    }

    /** Returns the write requests of the operator since {@link #clearRequests}, without those for its Lease. */
    public List<String> writes() {
        return rules.requests().stream()
                .filter(ApiRequest::writes)
                .filter(request -> !request.resource().equals("leases"))
                .map(Object::toString)
                .toList();
    }

    /** Counts the requests of the operator since {@link #clearRequests}. */
    public int requests() {
        return rules.requests().size();
    }

    /** Returns the namespaces of the operator's requests; "everywhere" stands for requests without a namespace. */
    public Set<String> namespaces() {
        return rules.requests().stream()
                .map(request -> request.namespace() == null ? "everywhere" : request.namespace())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Counts the requests of the operator since {@link #clearRequests} by verb. */
    public Map<String, Long> requestsByVerb() {
        return rules.requests().stream()
                .collect(Collectors.groupingBy(ApiRequest::verb, TreeMap::new, Collectors.counting()));
    }

    /** Applies {@code edit} to a resource once, just before the server stores a status with the condition {@code Ready}. */
    public void beforeReady(UnaryOperator<String> edit) {
        dispatcher.beforeReady(edit);
    }

    /** Refuses the operator its next list of a resource such as {@code secrets} in a namespace, as if the roles were being changed. */
    public void forbidListOnce(String resource, String namespace) {
        rules.forbidOnce(new ApiRequest("list", "", resource, namespace, null));
    }

    public void clearRequests() {
        rules.clear();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    /** Reads a manifest as the Kubernetes client does. */
    public static <T extends KubernetesResource> T read(String yaml, Class<T> kind) {
        return Serialization.unmarshal(yaml, kind);
    }
}
