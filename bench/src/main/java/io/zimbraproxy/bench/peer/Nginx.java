package io.zimbraproxy.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** nginx with its mail module. It sends a lookup request for each login. */
public final class Nginx {
    private static final String MODULE = "ngx_mail_module.so";

    private Nginx() {}

    public static MeasuredPeer start(PeerEnvironment environment, int workers) throws Exception {
        String name = "nginx-" + workers;
        Path nginx = Programs.need("nginx");
        PeerPorts ports = PeerPorts.forEachService();
        Map<String, Object> values = ports.values();
        values.put("NAME", name);
        values.put("WORKERS", workers);
        values.put("MODULE", module());
        // If the master runs as root, its workers would run as another user, who cannot write to the folder.
        values.put("USER", isRoot() ? "user root;" : "");
        Path configuration = environment.write(name + ".conf", "nginx.conf", values);
        List<String> command = List.of(
                nginx.toString(),
                "-p",
                environment.folder().toString(),
                "-e",
                "stderr",
                "-c",
                configuration.toString());
        return SignalledPeer.start(name, environment, command, ports);
    }

    private static Path module() {
        return Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules")
                .map(folder -> Path.of(folder, MODULE))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () -> new BenchException("nginx: mail module not found; apt-get install libnginx-mod-mail"));
    }

    private static boolean isRoot() throws IOException {
        return Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    }
}
