package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.cpu.CpuTime;
import io.zimbraproxy.bench.cpu.Machine;
import io.zimbraproxy.bench.cpu.ProcessTree;

/** CPU time and work done at one moment, or between two moments. */
record UsageSnapshot(long nanos, CpuTime peer, CpuTime bench, double machine, long units) {
    private static final ProcessTree SELF =
            new ProcessTree(ProcessHandle.current().pid());

    static UsageSnapshot of(ProcessTree peer, long units) {
        // Without descendants, since the peers are descendants of this process.
        CpuTime self = SELF.cpuOfRoot();
        return new UsageSnapshot(System.nanoTime(), peer.cpu(), self, Machine.busySeconds(), units);
    }

    /** Returns the difference from an earlier snapshot. */
    UsageSnapshot since(UsageSnapshot begin) {
        return new UsageSnapshot(
                nanos - begin.nanos,
                peer.minus(begin.peer),
                bench.minus(begin.bench),
                machine - begin.machine,
                units - begin.units);
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** Returns the percentage of the machine that neither the peer nor this process used. */
    double othersPercent() {
        double others = machine - peer.total() - bench.total();
        return 100 * Math.max(0, others) / seconds() / Machine.cores();
    }
}
