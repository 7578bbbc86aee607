package io.zimbraproxy.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** nginx with its mail module; it asks the lookup handler at every login. */
public final class Nginx {
    private static final String MODULE = "ngx_mail_module.so";

    private Nginx() {}

    public static Peer start(Site site, int workers) throws Exception {
        String name = "nginx-" + workers;
        Path nginx = Programs.need("nginx");
        Ports ports = Ports.apart();
        Map<String, Object> values = ports.values();
        values.put("NAME", name);
        values.put("WORKERS", workers);
        values.put("MODULE", module());
        // Workers of a master that is root would not be, and the folder is ours.
        values.put("USER", isRoot() ? "user root;" : "");
        Path configuration = site.write(name + ".conf", "nginx.conf", values);
        List<String> command = List.of(
                nginx.toString(), "-p", site.folder().toString(), "-e", "stderr", "-c", configuration.toString());
        return SignalledPeer.start(name, site, command, ports);
    }

    private static Path module() {
        return Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules")
                .map(folder -> Path.of(folder, MODULE))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() ->
                        new BenchFailure("nginx: its mail module is not there; apt-get install libnginx-mod-mail"));
    }

    private static boolean isRoot() throws IOException {
        return Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    }
}
