package io.zimbraproxy.bench.cpu;

/**
 * What processes have used so far, in seconds.
 *
 * @param user in their own code
 * @param system in the kernel
 * @param compiler the part of both that was a JVM's compiler
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
