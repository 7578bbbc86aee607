package io.zimbraproxy.proxy.it.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The sites of tests that come in order of their sites: one at a time. */
final class PoolSites implements AutoCloseable {
    private final Path folder;
    private final Set<String> unusable = new HashSet<>();
    private String name;
    private PoolSite site;

    /** {@code folder} is for the files of all of them. */
    PoolSites(Path folder) {
        this.folder = folder;
    }

    /** The site of this name; the last one is closed when it is another. One that did not start is not tried again. */
    PoolSite at(String wanted) throws Exception {
        if (unusable.contains(wanted)) {
            throw new AssertionError("the proxy did not start with " + wanted + ".yaml, see the first test there");
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
