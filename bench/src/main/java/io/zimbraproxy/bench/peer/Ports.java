package io.zimbraproxy.bench.peer;

import io.zimbraproxy.stub.net.FreePorts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The ports of a peer. */
record Ports(Map<Service, Integer> byService) {

    /** One for each service. */
    static Ports apart() {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, FreePorts.take());
        }
        return new Ports(ports);
    }

    /** The certificate is chosen by the name that is asked for. */
    static Ports byName() {
        Map<Service, Integer> ports = apart().byService();
        ports.put(Service.IMAPS_ECDSA, ports.get(Service.IMAPS_RSA));
        ports.put(Service.HTTPS_ECDSA, ports.get(Service.HTTPS_RSA));
        return new Ports(ports);
    }

    int of(Service service) {
        return byService.get(service);
    }

    /** For a template. */
    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        byService.forEach((service, port) -> values.put(service.name(), port));
        return values;
    }
}
