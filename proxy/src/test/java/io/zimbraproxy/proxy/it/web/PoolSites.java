package io.zimbraproxy.proxy.it.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Runs one site at a time, for tests that are sorted by their sites. */
final class PoolSites implements AutoCloseable {
    private final Path folder;
    private final Set<String> unusable = new HashSet<>();
    private String name;
    private PoolSite site;

    /** Writes the files of all sites to {@code folder}. */
    PoolSites(Path folder) {
        this.folder = folder;
    }

    /** Returns the site of this name, and closes another one. A site that failed to start is not tried again. */
    PoolSite at(String wanted) throws Exception {
        if (unusable.contains(wanted)) {
            throw new AssertionError(
                    wanted + ".yaml: the proxy did not start with this site; see the first case of the site");
        }
        if (!wanted.equals(name)) {
            close();
            unusable.add(wanted);
            site = PoolSite.start(wanted, Files.createDirectory(folder.resolve(wanted)));
            name = wanted;
            unusable.remove(wanted);
        }
        return site;
    }

    @Override
    public void close() {
        if (site != null) {
            site.close();
            site = null;
            name = null;
        }
    }
}
