package io.zimbraproxy.proxy.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.config.FileWatch;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.listener.CannotListen;
import io.zimbraproxy.proxy.observe.AccessLog;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.observe.Product;
import io.zimbraproxy.proxy.tls.TlsEngine;
import org.jboss.logging.Logger;

/** From ready to stopped. */
public class ProxyApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(ProxyApplication.class);

    /** Sites with more certificates look them up at {@code GET /config}. */
    private static final int MAX_ANNOUNCED = 100;

    private final ProxyRuntime runtime;

    ProxyApplication(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public int run(String... args) throws InterruptedException {
        ConfigLoader loader = ProxyCommand.parse(args).loader();
        ConfigLoader.Loaded loaded = loader.load();
        if (loaded.snapshot().isEmpty()) {
            loaded.problems().forEach(LOG::error);
            return 2;
        }
        Snapshot snapshot = loaded.snapshot().get();
        loader.applied(snapshot);
        Reloader reloader = new Reloader(runtime, loader, loaded.warnings());
        Drain drain = new Drain(runtime);
        Signals.install(drain, () -> new Thread(reloader::reload, "reload").start());
        try {
            runtime.start(snapshot);
        } catch (CannotListen taken) {
            LOG.error(taken.getMessage());
            return 1;
        }
        runtime.phase(Phase.READY);
        runtime.reloader(reloader);
        runtime.drain(drain);
        announce(snapshot);
        loaded.warnings().forEach(LOG::warn);
        try (FileWatch watch = new FileWatch(loader::files, reloader::reload)) {
            watch.start();
            Quarkus.waitForExit();
        }
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
        LOG.info(new LogLine("tls").with("engine", TlsEngine.chosen()));
        snapshot.certificates().ifPresent(store -> store.all().stream()
                .limit(MAX_ANNOUNCED)
                .forEach(certificate -> LOG.info(new LogLine("certificate")
                        .with("secret", certificate.name())
                        .with("subject", certificate.subject())
                        .with("notAfter", certificate.notAfter()))));
        LOG.info(new LogLine("ready")
                .with("product", Product.NAME)
                .with("version", Product.VERSION)
                .with("resource", snapshot.name())
                .with("hash", snapshot.hash()));
    }
}
