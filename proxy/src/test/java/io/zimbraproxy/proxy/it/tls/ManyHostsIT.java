package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.ManagementApi;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ManifestPatch;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many hosts with a certificate each: every client gets the certificate of the requested host, and one certificate can be
 * renewed alone. Prints times and memory.
 */
class ManyHostsIT {
    /** Number of hosts; {@code -Dhosts=5000} uses more. */
    private static final int HOSTS = Integer.getInteger("hosts", 100);

    private static final int RENEWALS = 5;
    private static final int HANDSHAKES = 300;
    private static final long SEED = 1;
    private static final String[] HEAP = {"-Xmx1g"};

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void eachHostHasItsOwnCertificate() throws Exception {
        try (TestSite site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts(), HEAP)) {
            long residentBefore = site.proxy().residentBytes();
            ManyHosts hosts = new ManyHosts(site.authority(), folder.resolve("secrets"), HOSTS);
            String none = new ManifestPatch("spec: {domains: []}").over(Files.readString(site.manifest()));
            Files.writeString(site.manifest(), new ManifestPatch(hosts.patch()).over(none));

            try (ProxyProcess second = start(site)) {
                assertThat(second.management().config().getJsonArray("certificates"))
                        .hasSize(HOSTS + 1);
            }
            ManagementApi.Reload all = site.proxy().management().reload();
            assertThat(all.outcome()).as(all.report().encode()).isIn("Applied", "Unchanged");
            List<Integer> requested = random.ints(HANDSHAKES, 0, HOSTS).boxed().toList();
            long first = handshakes(site, hosts, requested);
            long again = handshakes(site, hosts, requested);
            renew(site, hosts);
            System.out.printf(
                    Locale.ROOT,
                    "%d hosts: %.1f MiB resident, %.1f MiB before; %d ms to load all of them; %d us per first handshake of a host, %d us per repeated one%n",
                    HOSTS,
                    site.proxy().residentBytes() / 1048576.0,
                    residentBefore / 1048576.0,
                    all.report().getLong("millis"),
                    first,
                    again);
        }
    }

    /** Starts another process with the same configuration on other ports. */
    private ProxyProcess start(TestSite site) throws Exception {
        String text = Files.readString(site.manifest());
        List<Integer> free = FreePorts.take(6);
        List<Integer> taken = List.of(site.imap(), site.imaps(), site.pop3(), site.pop3s(), site.http(), site.https());
        for (int i = 0; i < taken.size(); i++) {
            text = text.replace("port: " + taken.get(i) + "\n", "port: " + free.get(i) + "\n");
        }
        long begin = System.nanoTime();
        ProxyProcess second = ProxyProcess.start(Files.writeString(folder.resolve("second.yaml"), text), HEAP);
        System.out.printf(
                Locale.ROOT,
                "%d hosts: start in %d ms, %.1f MiB resident%n",
                HOSTS,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                second.residentBytes() / 1048576.0);
        return second;
    }

    /** Makes a handshake for each of these hosts. Returns the median time in microseconds. */
    private static long handshakes(TestSite site, ManyHosts hosts, List<Integer> numbers) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int number : numbers) {
            long begin = System.nanoTime();
            assertThat(TlsEndpoint.IMAPS.shown(site, hosts.name(number)))
                    .as(hosts.name(number))
                    .isEqualTo(hosts.certificate(number));
            nanos.add(System.nanoTime() - begin);
        }
        nanos.sort(null);
        return TimeUnit.NANOSECONDS.toMicros(nanos.get(nanos.size() / 2));
    }

    private void renew(TestSite site, ManyHosts hosts) throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < RENEWALS; i++) {
            int number = random.nextInt(hosts.count());
            int other = (number + 1) % hosts.count();
            hosts.renew(number);
            ManagementApi.Reload reload = site.proxy().management().reload();
            assertThat(reload.outcome()).as(reload.report().encode()).isIn("Applied", "Unchanged");
            millis.add(reload.report().getLong("millis"));
            for (TlsEndpoint endpoint : List.of(TlsEndpoint.IMAPS, TlsEndpoint.HTTPS)) {
                assertThat(endpoint.shown(site, hosts.name(number))).isEqualTo(hosts.certificate(number));
                assertThat(endpoint.shown(site, hosts.name(other))).isEqualTo(hosts.certificate(other));
            }
        }
        System.out.printf("%d hosts: a certificate renewed in %s ms%n", HOSTS, millis);
    }
}
