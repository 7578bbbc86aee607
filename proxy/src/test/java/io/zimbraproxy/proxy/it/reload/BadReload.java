package io.zimbraproxy.proxy.it.reload;

import io.zimbraproxy.proxy.it.reload.ReloadFile.Line;
import io.zimbraproxy.proxy.it.stage.BrokenPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A broken configuration: a file of {@code reload/bad} that replaces the manifest of a running site. */
final class BadReload implements AutoCloseable {
    private static final int HUGE = 8 * 1024 * 1024;

    private final ReloadSite site;
    private final ReloadFile file;
    private final List<Pattern> expectedProblems = new ArrayList<>();
    private final List<Line> probes = new ArrayList<>();
    private final List<ServerSocket> taken = new ArrayList<>();
    private String manifest = "patched";

    /** Reads the file and prepares what it needs, such as broken secrets. */
    BadReload(ReloadSite site, ReloadFile file) throws Exception {
        this.site = site;
        this.file = site.filled(file);
        for (Line line : this.file.lines()) {
            prepare(line);
        }
    }

    private void prepare(Line line) throws Exception {
        Path folder = site.site().folder();
        switch (line.kind()) {
            case "named" -> expectedProblems.add(Pattern.compile(line.text()));
            case "manifest" -> manifest = line.text();
            case "secret" ->
                BrokenPair.valueOf(line.text())
                        .write(
                                site.site().secret(line.words().get(1)),
                                site.site().authority(),
                                ReloadSite.NEW_HOST);
            case "file" -> {
                Path target = folder.resolve(line.words().get(1));
                Files.createDirectories(target.getParent());
                Files.writeString(target, line.text());
            }
            case "taken" ->
                taken.add(new ServerSocket(Integer.parseInt(line.text()), 1, InetAddress.getLoopbackAddress()));
            default -> probes.add(line);
        }
    }

    /** Replaces the manifest by the broken one. */
    void swapIn() throws Exception {
        Path target = site.site().manifest();
        switch (manifest) {
            case "patched" -> site.write(site.patched(file));
            case "text" -> site.write(file.body());
            case "empty" -> site.write("");
            case "huge" -> site.write("x".repeat(HUGE));
            case "deleted" -> Files.delete(target);
            case "folder" -> {
                Files.delete(target);
                Files.createDirectory(target);
            }
            case "bytes" -> {
                Path replacement = site.site().folder().resolve("site.yaml.new");
                Files.write(replacement, "hostname: m\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
                site.replace(replacement);
            }
            default -> throw new AssertionError("unknown manifest; see the README of the folder");
        }
    }

    /** Restores the good manifest. */
    void swapOut() throws Exception {
        if (manifest.equals("folder")) {
            Files.delete(site.site().manifest());
        }
        site.write(site.manifest());
    }

    /** Returns the expected problems: each pattern must be found in a problem. */
    List<Pattern> expectedProblems() {
        return expectedProblems;
    }

    /** Checks the other lines of the file through clients. */
    void check() {
        new ReloadProbe(site.site(), null).check(file, probes);
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }
}
