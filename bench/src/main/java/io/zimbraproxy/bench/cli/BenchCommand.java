package io.zimbraproxy.bench.cli;

import io.zimbraproxy.bench.cpu.Machine;
import io.zimbraproxy.bench.peer.BenchFailure;
import io.zimbraproxy.bench.peer.Programs;
import io.zimbraproxy.bench.peer.ProxyJar;
import io.zimbraproxy.bench.report.Chart;
import io.zimbraproxy.bench.report.Goals;
import io.zimbraproxy.bench.report.JsonReport;
import io.zimbraproxy.bench.report.Outcome;
import io.zimbraproxy.bench.report.Table;
import io.zimbraproxy.bench.scenario.Effort;
import io.zimbraproxy.bench.scenario.Rig;
import io.zimbraproxy.bench.scenario.Scenario;
import io.zimbraproxy.bench.scenario.Scenarios;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The whole bench as a command; bench/README.md says how to read what it prints. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "What the proxy costs beside nginx and HAProxy, on loopback.")
public final class BenchCommand implements Callable<Integer> {
    /** What comes to under two minutes. */
    private static final List<String> QUICK =
            List.of("imap-login", "imaps-login-ecdsa", "bulk-1", "ping", "http-get", "https-get");

    private static final List<Integer> HOSTS = List.of(10, 1000, 5000);
    private static final List<Integer> SMOKE_HOSTS = List.of(1, 2, 3);
    private static final List<String> OTHERS = List.of("nginx-1", "nginx-2", "haproxy");

    @Parameters(paramLabel = "SCENARIO", description = "Default: all; --list tells which there are.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Say which scenarios there are.")
    private boolean list;

    @Option(
            names = "--quick",
            description = "A first impression: 2 rounds of half a second after 2 s of warm-up, fewer peers.")
    private boolean quick;

    @Option(names = "--smoke", description = "Whether it works: 1 round of 300 ms, no warm-up worth the name.")
    private boolean smoke;

    @Option(names = "--rounds", description = "Rounds of each peer (default 5).")
    private Integer rounds;

    @Option(names = "--round", paramLabel = "MILLIS", description = "How long one lasts (default 2000).")
    private Integer millis;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "At least, before a scenario (default 10).")
    private Integer warmUp;

    @Option(
            names = "--sessions",
            description = "Most sessions that stand (default 10,000, or what the limit of open files allows).")
    private Integer sessions;

    @Option(names = "--peers", split = ",", description = "Of nginx-1, nginx-2, haproxy; or none.")
    private List<String> others;

    @Option(
            names = "--proxy",
            paramLabel = "[NAME=]JAR [OPTION...]",
            description = "Another quarkus-run.jar, with options for its JVM; several are measured beside each other.")
    private List<String> jars = List.of();

    @Option(names = "--java", paramLabel = "FILE", description = "What runs the proxy.")
    private Path java;

    @Option(
            names = "--java-options",
            paramLabel = "OPTIONS",
            description = "Of the JVM, in one argument, in place of the image's.")
    private String options;

    @Option(
            names = "--image",
            paramLabel = "DIR",
            description = "Files of an image (k8s/images/assemble), measured beside the jar.")
    private Path image;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every round there.")
    private Path json;

    @Option(names = "--chart", paramLabel = "FILE", description = "Write a picture (SVG) there.")
    private Path chart;

    private final PrintStream out = System.out;

    public static void main(String... args) {
        System.exit(new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof BenchFailure)) {
                        throw failure;
                    }
                    System.err.println("bench: " + failure.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Scenarios.all().forEach(scenario -> out.printf("%-18s %s%n", scenario.name(), scenario.what()));
            return 0;
        }
        List<Scenario> chosen = chosen();
        Effort effort = effort();
        List<ProxyJar> proxies = new JarChoice(java, options, image).of(jars);
        Goals goals = Goals.read();
        Table table = new Table(goals, proxies.stream().map(ProxyJar::name).toList());
        Map<String, Object> about = about(effort, proxies);
        about.forEach((what, value) -> out.println(what + ": " + value));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        Progress progress = new Progress();
        try (Rig rig = new Rig(peers(), proxies, effort, progress::say)) {
            for (Scenario scenario : chosen) {
                Optional<Outcome> outcome = run(scenario, rig, progress);
                if (outcome.isEmpty()) {
                    failed.add(scenario.name());
                    continue;
                }
                outcomes.put(scenario.name(), outcome.get());
                out.println();
                out.print(table.of(outcome.get()));
                if (json != null) {
                    JsonReport.write(json, about, outcomes.values());
                }
                if (chart != null) {
                    Chart.write(chart, outcomes.values(), goals);
                }
            }
        } finally {
            progress.clear();
        }
        if (!smoke) {
            out.println();
            out.print(table.goals(outcomes));
        }
        if (!failed.isEmpty()) {
            System.err.println("bench: failed: " + String.join(", ", failed));
            return 1;
        }
        return 0;
    }

    /** Empty when it failed, which is told: half an hour of figures is not lost with one of them. */
    private static Optional<Outcome> run(Scenario scenario, Rig rig, Progress progress) throws Exception {
        try {
            return Optional.of(new Outcome(scenario, scenario.run(rig)));
        } catch (BenchFailure failure) {
            progress.clear();
            System.err.println("bench: " + scenario.name() + ": " + failure.getMessage());
            rig.stopAll();
            return Optional.empty();
        } finally {
            progress.clear();
        }
    }

    private List<Scenario> chosen() {
        Map<String, Scenario> known = Scenarios.all().stream()
                .collect(Collectors.toMap(Scenario::name, scenario -> scenario, (a, b) -> a, LinkedHashMap::new));
        for (String name : names) {
            if (!known.containsKey(name)) {
                throw new BenchFailure(name + ": no such scenario; there are " + String.join(", ", known.keySet()));
            }
        }
        return known.values().stream()
                .filter(scenario ->
                        names.isEmpty() ? !quick || QUICK.contains(scenario.name()) : names.contains(scenario.name()))
                .toList();
    }

    private List<String> peers() {
        List<String> wanted = others == null ? quick || smoke ? List.of("nginx-1", "haproxy") : OTHERS : others;
        for (String name : wanted) {
            if (!OTHERS.contains(name) && !name.equals("none")) {
                throw new BenchFailure(name + ": no such peer; there are " + String.join(", ", OTHERS));
            }
        }
        return wanted.stream().filter(OTHERS::contains).toList();
    }

    private Effort effort() {
        int many = OpenFiles.sessions();
        if (smoke) {
            return new Effort(
                    1,
                    Duration.ofMillis(300),
                    Duration.ZERO,
                    Duration.ofMillis(300),
                    or(sessions, 200),
                    false,
                    SMOKE_HOSTS);
        }
        return new Effort(
                or(rounds, quick ? 2 : 5),
                Duration.ofMillis(or(millis, quick ? 500 : 2000)),
                Duration.ofSeconds(or(warmUp, quick ? 2 : 10)),
                Duration.ofSeconds(10),
                Math.min(many, or(sessions, 10_000)),
                true,
                HOSTS);
    }

    private static int or(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private Map<String, Object> about(Effort effort, List<ProxyJar> proxies) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("machine", Machine.cores() + " cores, " + Machine.processor() + ", Linux " + Machine.kernel());
        about.put("load before", Machine.load());
        Map.of("nginx", "-v", "haproxy", "-v").forEach((program, option) -> Programs.find(program)
                .ifPresent(path -> about.put(program, Programs.version(path, option))));
        for (ProxyJar proxy : proxies) {
            about.put(
                    proxy.name(), Programs.version(proxy.java(), "-version") + " " + String.join(" ", proxy.options()));
        }
        about.put(
                "rounds",
                effort.rounds() + " of " + effort.round().toMillis() + " ms, warm-up "
                        + effort.warmUp().toMillis() / 1000.0 + " s, up to " + effort.sessions() + " sessions");
        return about;
    }
}
