package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.ServerProcess;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real MIT Kerberos realm, with tickets of users and keytabs of services. */
final class Kdc implements AutoCloseable {
    static final String REALM = "EXAMPLE.COM";

    private final Path folder;
    private final Path kadmin;
    private final ServerProcess server;

    private Kdc(Path folder, Path kadmin, ServerProcess server) {
        this.folder = folder;
        this.kadmin = kadmin;
        this.server = server;
    }

    /** Creates a realm in the folder and starts its KDC. */
    static Kdc start(Path folder) throws Exception {
        Path kdc = Program.require("krb5kdc", "krb5-kdc");
        Path create = Program.require("kdb5_util", "krb5-kdc");
        Path kadmin = Program.require("kadmin.local", "krb5-admin-server");
        Program.require("kinit", "krb5-user");
        int port = FreePorts.take();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("krb5.conf"), """
                [libdefaults]
                  default_realm = %s
                  dns_lookup_kdc = false
                  dns_canonicalize_hostname = false
                  rdns = false
                  udp_preference_limit = 1
                [realms]
                  %s = {
                    kdc = 127.0.0.1:%d
                  }
                """.formatted(REALM, REALM, port));
        Files.writeString(folder.resolve("kdc.conf"), """
                [realms]
                  %s = {
                    kdc_listen = 127.0.0.1:%d
                    kdc_tcp_listen = 127.0.0.1:%d
                    database_name = %s
                    key_stash_file = %s
                    acl_file = %s
                  }
                """.formatted(
                REALM, port, port, folder.resolve("principal"), folder.resolve("stash"), folder.resolve("kadm5.acl")));
        run(folder, List.of(create.toString(), "create", "-s", "-P", "a-master-key"));
        List<String> command = List.of(
                "env",
                "KRB5_CONFIG=" + folder.resolve("krb5.conf"),
                "KRB5_KDC_PROFILE=" + folder.resolve("kdc.conf"),
                kdc.toString(),
                "-n");
        return new Kdc(folder, kadmin, new ServerProcess(port, command));
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Program.run(folder, environment(folder), command).requireSuccess();
    }

    private static Map<String, String> environment(Path folder) {
        return Map.of(
                "KRB5_CONFIG", folder.resolve("krb5.conf").toString(),
                "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString(),
                "KRB5CCNAME", "FILE:" + folder.resolve("tickets"));
    }

    /** Returns environment variables for programs of a user: the configuration of the realm and the tickets. */
    Map<String, String> environment() {
        return environment(folder);
    }

    Path configuration() {
        return folder.resolve("krb5.conf");
    }

    private void admin(String query) throws Exception {
        run(folder, List.of(kadmin.toString(), "-r", REALM, "-q", query));
    }

    /** Writes a keytab with new keys of services, for example {@code imap/localhost}. */
    void keytab(Path file, String... services) throws Exception {
        for (String service : services) {
            admin("addprinc -randkey " + service);
            admin("ktadd -k " + file + " " + service);
        }
    }

    /** Creates a user and gets a ticket for programs that run with {@link #environment}. */
    void logIn(String user) throws Exception {
        keytab(folder.resolve(user + ".keytab"), user);
        renew(user);
    }

    /** Gets a new ticket of the user, and drops the service tickets. */
    void renew(String user) throws Exception {
        Path keys = folder.resolve(user + ".keytab");
        run(folder, List.of("kinit", "-k", "-t", keys.toString(), user + "@" + REALM));
    }

    @Override
    public void close() {
        server.close();
    }
}
