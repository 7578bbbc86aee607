package io.zimbraproxy.bench.scenario;

import java.util.List;
import java.util.Map;

/** Something that peers are measured at. */
public interface Scenario {
    String name();

    /** In a few words. */
    String what();

    /** Of what is compared; less is better. */
    String unit();

    /** The rounds of each peer, in the order of the table; keys are names of peers, with what sets two measurements of one apart. */
    Map<String, List<Sample>> run(Rig rig) throws Exception;
}
