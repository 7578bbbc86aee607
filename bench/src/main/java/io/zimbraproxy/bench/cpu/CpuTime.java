package io.zimbraproxy.bench.cpu;

/**
 * CPU time of processes, in seconds.
 *
 * @param user time in the processes' code
 * @param system time in the kernel
 * @param compiler the part of both that a JVM's compiler has used
 */
public record CpuTime(double user, double system, double compiler) {
    public static final CpuTime NONE = new CpuTime(0, 0, 0);

    public double total() {
        return user + system;
    }

    public CpuTime plus(CpuTime other) {
        return new CpuTime(user + other.user, system + other.system, compiler + other.compiler);
    }

    public CpuTime minus(CpuTime other) {
        return new CpuTime(user - other.user, system - other.system, compiler - other.compiler);
    }
}
