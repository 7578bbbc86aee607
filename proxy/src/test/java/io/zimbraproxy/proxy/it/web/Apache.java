package io.zimbraproxy.proxy.it.web;

import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.ServerProcess;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** An Apache with a WebDAV folder at {@code /files/}, on a free port of the loopback address. */
final class Apache implements AutoCloseable {
    /** User of Apache's workers if the test runs as root. */
    private static final String SERVING_USER = "nobody";

    private final ServerProcess process;

    private Apache(ServerProcess process) {
        this.process = process;
    }

    /** Starts Apache with all its files in the folder. */
    static Apache start(Path folder) throws Exception {
        Path program = Program.require("apache2", "apache2-bin");
        boolean root = System.getProperty("user.name").equals("root");
        for (String name : List.of("www/files", "locks")) {
            Path shared = Files.createDirectories(folder.resolve(name));
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        if (root) {
            open(folder);
        }
        // A single process (-X) has no children that survive it.
        int port = FreePorts.take();
        Path config = Files.writeString(folder.resolve("apache.conf"), config(folder, port, root));
        return new Apache(new ServerProcess(port, List.of(program.toString(), "-X", "-f", config.toString())));
    }

    /** Lets other users pass through the folders of the test. */
    private static void open(Path path) throws IOException {
        for (Path folder = path; folder.getNameCount() > 1; folder = folder.getParent()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String config(Path folder, int port, boolean root) {
        // Destination (RFC 4918 section 10.3) has the client's scheme, but TLS ends at the proxy.
        return """
                ServerRoot %1$s
                PidFile %1$s/apache.pid
                ErrorLog %1$s/error.log
                DefaultRuntimeDir %1$s
                ServerName localhost
                Listen 127.0.0.1:%2$d
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                LoadModule dav_module /usr/lib/apache2/modules/mod_dav.so
                LoadModule dav_fs_module /usr/lib/apache2/modules/mod_dav_fs.so
                %3$s
                StartServers 1
                DocumentRoot %1$s/www
                DavLockDB %1$s/locks/db
                RequestHeader edit Destination ^https: http: early
                <Directory %1$s/www>
                  Require all granted
                </Directory>
                <Directory %1$s/www/files>
                  Dav On
                </Directory>
                """.formatted(folder, port, root ? "User " + SERVING_USER + "\nGroup nogroup" : "");
    }

    int port() {
        return process.port();
    }

    @Override
    public void close() {
        process.close();
    }
}
