package io.zimbraproxy.bench.scenario;

import java.util.List;
import java.util.Map;

/** A measurement of all peers. */
public interface Scenario {
    String name();

    /** Returns a short description. */
    String what();

    /** Returns the unit of the compared value; less is better. */
    String unit();

    /**
     * Runs the scenario and returns the rounds of each peer, in the order of the table. A key is the name of a peer, with a
     * suffix if the scenario measures a peer several times.
     */
    Map<String, List<Sample>> run(Rig rig) throws Exception;
}
