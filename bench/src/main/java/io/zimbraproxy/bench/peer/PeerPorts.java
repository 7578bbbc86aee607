package io.zimbraproxy.bench.peer;

import io.zimbraproxy.stub.net.FreePorts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The ports of a peer. */
record PeerPorts(Map<Service, Integer> byService) {

    /** Returns a port for each service. */
    static PeerPorts forEachService() {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, FreePorts.take());
        }
        return new PeerPorts(ports);
    }

    /** Returns ports for a peer that chooses the certificate by server name: one for both types of certificates. */
    static PeerPorts byServerName() {
        PeerPorts ports = forEachService();
        Map<Service, Integer> shared = new EnumMap<>(ports.byService());
        shared.put(Service.IMAPS_ECDSA, ports.of(Service.IMAPS_RSA));
        shared.put(Service.HTTPS_ECDSA, ports.of(Service.HTTPS_RSA));
        return new PeerPorts(shared);
    }

    int of(Service service) {
        return byService.getOrDefault(service, 0);
    }

    /** Returns the ports as values for a template. */
    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        byService.forEach((service, port) -> values.put(service.name(), port));
        return values;
    }
}
