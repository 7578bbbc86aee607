package io.zimbraproxy.proxy.it.process;

import io.zimbraproxy.proxy.it.stage.ManagementClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Proxies of one site, each in the place of the one before: the same ports, the same management port, one control socket. */
final class Succession implements AutoCloseable {
    private final TestSite site;
    private final Path control;
    private final int managementPort = FreePorts.take();
    private final List<ProxyProcess> processes = new ArrayList<>();

    Succession(TestSite site) {
        this.site = site;
        // Short: paths of Unix sockets have some hundred bytes.
        control = site.folder().resolve("control");
    }

    /** Where they find each other. */
    Path control() {
        return control;
    }

    /** The first one, ready. */
    ProxyProcess run(Manifest manifest) throws Exception {
        return launch(manifest, "").awaitReady();
    }

    /** The next one, ready, in the place of the last. */
    ProxyProcess upgrade(Manifest manifest) throws Exception {
        return begin(manifest).awaitReady();
    }

    /** The next one, which begins. */
    ProxyProcess begin(Manifest manifest) throws IOException {
        return launch(manifest, "upgrade");
    }

    private ProxyProcess launch(Manifest manifest, String command) throws IOException {
        Path file = site.write("site-" + processes.size() + ".yaml", manifest);
        List<String> arguments = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command));
        arguments.addAll(List.of("--config", file.toString(), "--control", control.toString()));
        ProxyProcess process = ProxyProcess.launch(managementPort, List.of(), arguments.toArray(String[]::new));
        processes.add(process);
        return process;
    }

    /** Whoever answers on the management port. */
    ManagementClient management() {
        return new ManagementClient(managementPort);
    }

    @Override
    public void close() {
        for (ProxyProcess process : processes) {
            if (Boolean.getBoolean("proxy.log")) {
                System.out.println(process.log());
            }
            process.close();
        }
    }
}
