package io.zimbraproxy.proxy.lifecycle;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.Router;
import io.zimbraproxy.proxy.observe.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetSocketAddress;
import java.util.Iterator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives up the management port and takes it back, because only one of two processes on a machine can listen on it. */
@ApplicationScoped
public class ManagementPort {
    private static final Logger LOG = Logger.getLogger(ManagementPort.class);

    private final VertxInternal vertx;
    private final String host;
    private final int port;
    private volatile @Nullable Router router;

    ManagementPort(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.management.host", defaultValue = "0.0.0.0") String host,
            @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int port) {
        this.vertx = (VertxInternal) vertx;
        this.host = host;
        this.port = port;
    }

    void route(@Observes ManagementInterface management) {
        router = management.router();
    }

    /**
     * Stops listening; requests in progress are completed. Closes the socket only, because Quarkus ends when its server is closed.
     */
    void release() {
        for (EventExecutor loop : vertx.getAcceptorEventLoopGroup()) {
            loop.execute(() -> closeOn((SingleThreadEventLoop) loop));
        }
    }

    private void closeOn(SingleThreadEventLoop loop) {
        for (Iterator<Channel> all = loop.registeredChannelsIterator(); all.hasNext(); ) {
            Channel socket = all.next();
            if (socket.localAddress() instanceof InetSocketAddress bound && bound.getPort() == port) {
                loop.execute(socket::close);
            }
        }
    }

    /** Listens on the port again. */
    void takeBack() {
        vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
                .requestHandler(router)
                .listen()
                .onSuccess(
                        listening -> LOG.info(new LogLine("listening on the management port again").with("port", port)))
                .onFailure(fault -> LOG.error(new LogLine("cannot listen on the management port again")
                        .with("port", port)
                        .with("why", fault.getMessage())));
    }
}
