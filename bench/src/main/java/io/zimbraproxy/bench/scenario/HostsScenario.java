package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.peer.Peer;
import io.zimbraproxy.bench.peer.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a login with TLS costs beside virtual hosts with certificates of their own. */
record HostsScenario(String name) implements Scenario {
    @Override
    public String what() {
        return "a login by IMAPS (ECDSA) with so many virtual hosts";
    }

    @Override
    public String unit() {
        return "CPU us/login";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, Peer> peers = new LinkedHashMap<>();
        try {
            for (int hosts : rig.effort().hosts()) {
                rig.say(name + ": starting a proxy with " + hosts + " hosts");
                Peer peer = rig.withHosts(hosts);
                peers.put(peer.name(), peer);
            }
            return new Rounds(name, rig, Scenarios.login(Service.IMAPS_ECDSA).work(rig)).of(peers);
        } finally {
            peers.values().forEach(Peer::close);
        }
    }
}
