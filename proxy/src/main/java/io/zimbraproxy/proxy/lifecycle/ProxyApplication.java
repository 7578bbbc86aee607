package io.zimbraproxy.proxy.lifecycle;

import io.netty.channel.unix.FileDescriptor;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.config.FileWatch;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.handover.ControlSocket;
import io.zimbraproxy.proxy.listener.ListenException;
import io.zimbraproxy.proxy.observe.AccessLog;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.observe.Product;
import io.zimbraproxy.proxy.tls.TlsEngine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs the proxy from its start to its end. */
public class ProxyApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(ProxyApplication.class);

    /** The number of certificates in the log at the start; {@code GET /config} lists all of them. */
    private static final int MAX_ANNOUNCED = 100;

    private final ProxyRuntime runtime;
    private final ManagementPort management;
    private final RunOptions options = ProxyRun.options();

    ProxyApplication(ProxyRuntime runtime, ManagementPort management) {
        this.runtime = runtime;
        this.management = management;
    }

    @Override
    public int run(String... args) throws InterruptedException {
        ConfigLoader loader = options.loader();
        ConfigLoader.Loaded loaded = loader.load();
        if (loaded.snapshot().isEmpty()) {
            loaded.problems().forEach(LOG::error);
            return 2;
        }
        Snapshot snapshot = loaded.snapshot().get();
        loader.applied(snapshot);
        Reloader reloader = new Reloader(runtime, loader, loaded.warnings());
        // The watch begins before the start, so that it sees changes made during the start.
        try (FileWatch watch = new FileWatch(loader::files, reloader::reload)) {
            return run(loaded, snapshot, reloader, watch);
        }
    }

    private int run(ConfigLoader.Loaded loaded, Snapshot snapshot, Reloader reloader, FileWatch watch)
            throws InterruptedException {
        Drain drain = new Drain(runtime);
        Signals.install(drain, () -> reloadThread(reloader).start());
        try {
            runtime.start(snapshot, inherited());
        } catch (ListenException | IOException failed) {
            LOG.error(failed.getMessage());
            return 1;
        }
        runtime.phase(Phase.READY);
        runtime.reloader(reloader);
        runtime.drain(drain);
        announce(snapshot);
        loaded.warnings().forEach(LOG::warn);
        Optional<ControlSocket> control = control(drain);
        watch.start();
        Quarkus.waitForExit();
        watch.close();
        control.ifPresent(ControlSocket::close);
        reloader.stop();
        drain.run();
        AccessLog.flush();
        return 0;
    }

    /** Threads of signals have another class loader, which does not know the classes of the lookup clients. */
    private static Thread reloadThread(Reloader reloader) {
        Thread thread = new Thread(reloader::reload, "reload");
        thread.setContextClassLoader(ProxyApplication.class.getClassLoader());
        return thread;
    }

    private List<FileDescriptor> inherited() throws IOException {
        return options.predecessor().isEmpty()
                ? List.of()
                : options.predecessor().get().sockets(runtime.acceptors());
    }

    /** Tells the predecessor to drain, and waits for a successor; empty when no successor can be accepted. */
    private Optional<ControlSocket> control(Drain drain) {
        try {
            Optional<ControlSocket> control = options.control().isEmpty()
                    ? Optional.empty()
                    : Optional.of(ControlSocket.open(
                            runtime.acceptors(), options.control().get(), new Handover(runtime, management, drain)));
            if (options.predecessor().isPresent()) {
                options.predecessor().get().ready();
                runtime.ports().markExclusive();
            }
            return control;
        } catch (IOException failed) {
            LOG.error("cannot open the control socket, so upgrade cannot take over from this process: "
                    + failed.getMessage());
            return Optional.empty();
        }
    }

    private static void announce(Snapshot snapshot) {
        for (Listener listener : snapshot.spec().listeners()) {
            LOG.info(new LogLine("listening")
                    .with("listener", listener.name())
                    .with("protocol", listener.protocol())
                    .with("port", listener.effectiveBindPort())
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
