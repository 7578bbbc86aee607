package io.zimbraproxy.proxy.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.observe.AccessLog;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.observe.Product;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** From ready to stopped. */
public class ProxyApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(ProxyApplication.class);

    private final ProxyRuntime runtime;

    ProxyApplication(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public int run(String... args) throws InterruptedException {
        ConfigLoader.Loaded loaded = ProxyCommand.parse(args).loader().load();
        if (loaded.snapshot().isEmpty()) {
            loaded.problems().forEach(LOG::error);
            return 2;
        }
        Snapshot snapshot = loaded.snapshot().get();
        Drain drain = new Drain(runtime, snapshot.spec().timeouts().drain());
        Signals.install(drain);
        try {
            runtime.start(snapshot).toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            LOG.error(failed.getCause().getMessage());
            return 1;
        }
        runtime.phase(Phase.READY);
        announce(snapshot);
        Quarkus.waitForExit();
        drain.run();
        AccessLog.flush();
        return 0;
    }

    private static void announce(Snapshot snapshot) {
        for (Listener listener : snapshot.spec().listeners()) {
            LOG.info(new LogLine("listening")
                    .with("listener", listener.name())
                    .with("protocol", listener.protocol())
                    .with("port", listener.port())
                    .with("address", listener.address())
                    .with("startTls", listener.startTls()));
        }
        snapshot.certificates().ifPresent(store -> store.all()
                .forEach(certificate -> LOG.info(new LogLine("certificate")
                        .with("secret", certificate.name())
                        .with(
                                "subject",
                                certificate
                                        .chain()
                                        .get(0)
                                        .getSubjectX500Principal()
                                        .getName())
                        .with("notAfter", certificate.notAfter()))));
        LOG.info(new LogLine("ready")
                .with("product", Product.NAME)
                .with("version", Product.VERSION)
                .with("resource", snapshot.name())
                .with("hash", snapshot.hash()));
    }
}
