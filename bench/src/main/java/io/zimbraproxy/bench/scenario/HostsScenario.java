package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.peer.MeasuredPeer;
import io.zimbraproxy.bench.peer.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario that measures the cost of a TLS login with many virtual hosts, each with its own certificate. */
record HostsScenario(String name) implements Scenario {
    @Override
    public String what() {
        return "IMAPS login (ECDSA), by number of virtual hosts";
    }

    @Override
    public String unit() {
        return "CPU us/login";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, MeasuredPeer> peers = new LinkedHashMap<>();
        try {
            for (int hosts : rig.settings().hosts()) {
                rig.report(name + ": starting a proxy with " + hosts + " hosts");
                MeasuredPeer peer = rig.withHosts(hosts);
                peers.put(peer.name(), peer);
            }
            return new Rounds(name, rig, Scenarios.login(Service.IMAPS_ECDSA).workload(rig)).of(peers);
        } finally {
            peers.values().forEach(MeasuredPeer::close);
        }
    }
}
