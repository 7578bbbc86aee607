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

/** Proxy processes of one site, each of which replaces the one before: same ports, management port and control socket. */
final class UpgradingProxies implements AutoCloseable {
    private final TestSite site;
    private final Path control;
    private final int managementPort = FreePorts.take();
    private final List<ProxyProcess> processes = new ArrayList<>();

    UpgradingProxies(TestSite site) {
        this.site = site;
        // Short, because the path of a Unix socket may have about a hundred bytes.
        control = site.folder().resolve("control");
    }

    /** Returns the path of the control socket. */
    Path control() {
        return control;
    }

    /** Starts the first process and waits until it is ready. */
    ProxyProcess run(Manifest manifest) throws Exception {
        return launch(manifest, "").awaitReady();
    }

    /** Starts the next process and waits until it has replaced the current one. */
    ProxyProcess upgrade(Manifest manifest) throws Exception {
        return beginUpgrade(manifest).awaitReady();
    }

    /** Starts the next process without waiting. */
    ProxyProcess beginUpgrade(Manifest manifest) throws IOException {
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

    /** Returns a client of the management port, on which the current process listens. */
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
