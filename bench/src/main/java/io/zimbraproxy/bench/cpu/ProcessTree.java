package io.zimbraproxy.bench.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process and all its descendants, read from {@code /proc}. */
public record ProcessTree(long pid) {
    private static final Path PROC = Path.of("/proc");

    /** Names of a JVM's compiler threads; the kernel truncates names to 15 characters. */
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");

    /** Returns the CPU time of all processes so far. */
    public CpuTime cpu() {
        return members().map(ProcessTree::cpuOf).reduce(CpuTime.NONE, CpuTime::plus);
    }

    /** Returns the CPU time of the root process so far, without its descendants. */
    public CpuTime cpuOfRoot() {
        return cpuOf(pid);
    }

    /** Returns the proportional set size in KiB: a page that n processes share counts as 1/n for each. */
    public long memoryKiB() {
        return members().mapToLong(ProcessTree::memoryOf).sum();
    }

    private Stream<Long> members() {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants()))
                .orElse(Stream.empty())
                .map(ProcessHandle::pid);
    }

    private static CpuTime cpuOf(long pid) {
        Path process = PROC.resolve(Long.toString(pid));
        return ProcStat.read(process.resolve("stat"))
                .map(line -> new CpuTime(line.user(), line.system(), compilerOf(process)))
                .orElse(CpuTime.NONE);
    }

    private static double compilerOf(Path process) {
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                Optional<ProcStat> line = ProcStat.read(thread.resolve("stat"));
                if (line.isPresent() && COMPILERS.contains(line.get().name())) {
                    seconds += line.get().user() + line.get().system();
                }
            }
        } catch (IOException ended) {
            return seconds;
        }
        return seconds;
    }

    private static long memoryOf(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
