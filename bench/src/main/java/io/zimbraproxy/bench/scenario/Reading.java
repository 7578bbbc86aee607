package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.cpu.CpuTime;
import io.zimbraproxy.bench.cpu.Machine;
import io.zimbraproxy.bench.cpu.ProcessTree;

/** All clocks at one moment. */
record Reading(long nanos, CpuTime peer, CpuTime bench, double machine, long units) {
    private static final ProcessTree SELF =
            new ProcessTree(ProcessHandle.current().pid());

    static Reading of(ProcessTree peer, long units) {
        // This process' own alone: the peers are below it.
        CpuTime self = SELF.cpuOfRoot();
        return new Reading(System.nanoTime(), peer.cpu(), self, Machine.busySeconds(), units);
    }

    Reading since(Reading begin) {
        return new Reading(
                nanos - begin.nanos,
                peer.minus(begin.peer),
                bench.minus(begin.bench),
                machine - begin.machine,
                units - begin.units);
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** Percent of the machine that neither the peer nor this process used. */
    double othersPercent() {
        double others = machine - peer.total() - bench.total();
        return 100 * Math.max(0, others) / seconds() / Machine.cores();
    }
}
