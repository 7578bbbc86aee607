package io.zimbraproxy.bench.cli;

import io.zimbraproxy.bench.cpu.Machine;
import io.zimbraproxy.bench.peer.BenchException;
import io.zimbraproxy.bench.peer.Programs;
import io.zimbraproxy.bench.peer.ProxyJar;
import io.zimbraproxy.bench.report.Chart;
import io.zimbraproxy.bench.report.Goals;
import io.zimbraproxy.bench.report.JsonReport;
import io.zimbraproxy.bench.report.ScenarioResult;
import io.zimbraproxy.bench.report.Table;
import io.zimbraproxy.bench.scenario.Rig;
import io.zimbraproxy.bench.scenario.RunSettings;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code bench/run}. bench/README.md explains its output. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Measures the proxy next to nginx and HAProxy, on loopback.")
public final class BenchCommand implements Callable<Integer> {
    /** Scenarios that together take less than two minutes. */
    private static final List<String> QUICK =
            List.of("imap-login", "imaps-login-ecdsa", "bulk-1", "ping", "http-get", "https-get");

    private static final List<Integer> HOSTS = List.of(10, 1000, 5000);
    private static final List<Integer> SMOKE_HOSTS = List.of(1, 2, 3);
    private static final List<String> OTHERS = List.of("nginx-1", "nginx-2", "haproxy");

    @Parameters(paramLabel = "SCENARIO", description = "Scenarios to run; default: all. --list prints their names.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Print the names of the scenarios.")
    private boolean list;

    @Option(
            names = "--quick",
            description = "Rough figures: 2 rounds of half a second after 2 s of warm-up, fewer peers and scenarios.")
    private boolean quick;

    @Option(names = "--smoke", description = "Only test that the bench works: 1 round of 300 ms, no warm-up.")
    private boolean smoke;

    @Option(names = "--rounds", description = "Rounds of each peer (default 5).")
    private @Nullable Integer rounds;

    @Option(names = "--round", paramLabel = "MILLIS", description = "Length of a round (default 2000).")
    private @Nullable Integer millis;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Shortest warm-up before a scenario (default 10).")
    private @Nullable Integer warmUp;

    @Option(
            names = "--sessions",
            description = "Highest number of idle sessions (default 10,000, or what the open-file limit allows).")
    private @Nullable Integer sessions;

    @Option(
            names = "--peers",
            split = ",",
            description = "Other servers to measure: nginx-1, nginx-2, haproxy (default: all), or none.")
    private @Nullable List<String> others;

    @Option(
            names = "--proxy",
            paramLabel = "[NAME=]JAR [OPTION...]",
            description = "Another quarkus-run.jar, with options for its JVM; repeat it to compare several builds.")
    private List<String> jars = List.of();

    @Option(names = "--java", paramLabel = "FILE", description = "The java program that runs the proxy.")
    private @Nullable Path java;

    @Option(
            names = "--java-options",
            paramLabel = "OPTIONS",
            description = "JVM options, in one argument, that replace those of the image.")
    private @Nullable String options;

    @Option(
            names = "--image",
            paramLabel = "DIR",
            description = "Files of an image (k8s/images/assemble), measured next to the jar.")
    private @Nullable Path image;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all rounds to this file, as JSON.")
    private @Nullable Path json;

    @Option(names = "--chart", paramLabel = "FILE", description = "Write a chart to this file, as SVG.")
    private @Nullable Path chart;

    private final PrintStream out = System.out;

    public static void main(String... args) {
        System.exit(new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof BenchException)) {
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
        RunSettings settings = settings();
        List<ProxyJar> proxies = new ProxyJars(java, options, image).of(jars);
        Goals goals = Goals.read();
        Table table = new Table(goals, proxies.stream().map(ProxyJar::name).toList());
        Map<String, Object> about = about(settings, proxies);
        about.forEach((what, value) -> out.println(what + ": " + value));
        Map<String, ScenarioResult> results = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        StatusLine status = new StatusLine();
        try (Rig rig = new Rig(peers(), proxies, settings, status::show)) {
            for (Scenario scenario : chosen) {
                Optional<ScenarioResult> result = run(scenario, rig, status);
                if (result.isEmpty()) {
                    failed.add(scenario.name());
                    continue;
                }
                results.put(scenario.name(), result.get());
                out.println();
                out.print(table.of(result.get()));
                if (json != null) {
                    JsonReport.write(json, about, results.values());
                }
                if (chart != null) {
                    Chart.write(chart, results.values(), goals);
                }
            }
        } finally {
            status.clear();
        }
        if (!smoke) {
            out.println();
            out.print(table.goals(results));
        }
        if (!failed.isEmpty()) {
            System.err.println("bench: failed: " + String.join(", ", failed));
            return 1;
        }
        return 0;
    }

    /** Runs a scenario. Empty if it failed: the error is printed, and the other scenarios still run. */
    private static Optional<ScenarioResult> run(Scenario scenario, Rig rig, StatusLine status) throws Exception {
        try {
            return Optional.of(new ScenarioResult(scenario, scenario.run(rig)));
        } catch (BenchException failure) {
            status.clear();
            System.err.println("bench: " + scenario.name() + ": " + failure.getMessage());
            rig.stopAll();
            return Optional.empty();
        } finally {
            status.clear();
        }
    }

    private List<Scenario> chosen() {
        Map<String, Scenario> known = Scenarios.all().stream()
                .collect(Collectors.toMap(Scenario::name, scenario -> scenario, (a, b) -> a, LinkedHashMap::new));
        for (String name : names) {
            if (!known.containsKey(name)) {
                throw new BenchException(name + ": no such scenario; use one of " + String.join(", ", known.keySet()));
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
                throw new BenchException(name + ": no such peer; use one of " + String.join(", ", OTHERS));
            }
        }
        return wanted.stream().filter(OTHERS::contains).toList();
    }

    private RunSettings settings() {
        if (smoke) {
            return new RunSettings(
                    1,
                    Duration.ofMillis(300),
                    Duration.ZERO,
                    Duration.ofMillis(300),
                    or(sessions, 200),
                    false,
                    SMOKE_HOSTS);
        }
        return new RunSettings(
                or(rounds, quick ? 2 : 5),
                Duration.ofMillis(or(millis, quick ? 500 : 2000)),
                Duration.ofSeconds(or(warmUp, quick ? 2 : 10)),
                Duration.ofSeconds(10),
                Math.min(OpenFileLimit.sessions(), or(sessions, 10_000)),
                true,
                HOSTS);
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private Map<String, Object> about(RunSettings settings, List<ProxyJar> proxies) {
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
                settings.rounds() + " of " + settings.round().toMillis() + " ms, warm-up "
                        + settings.warmUp().toMillis() / 1000.0 + " s, up to " + settings.sessions() + " sessions");
        return about;
    }
}
