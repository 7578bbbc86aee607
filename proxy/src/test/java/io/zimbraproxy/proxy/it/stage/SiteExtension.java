package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.config.StubConfig;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A site that all tests of a class share. It starts before the methods with {@code @BeforeAll} and ends after those with
 * {@code @AfterAll}. Its files are in a temporary folder. A class registers it in a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().forgiving());
 * }</pre>
 *
 * <p>A {@link Setup} starts the servers that the manifest refers to, and writes more files to the folder.
 */
public final class SiteExtension extends TestSite implements BeforeAllCallback, AfterAllCallback {
    private final StubConfig zimbra;
    private final Setup setup;
    private String[] jvmOptions = {};
    private Companions companions;

    /** Prepares what a site needs before it starts. */
    @FunctionalInterface
    public interface Setup {
        /** Returns the manifest of the proxy. */
        Manifest prepare(Companions companions) throws Exception;
    }

    private SiteExtension(StubConfig zimbra, Setup setup) {
        this.zimbra = zimbra;
        this.setup = setup;
    }

    /** A site with the accounts of the demo. */
    public static SiteExtension of(Manifest manifest) {
        return of(StubConfig.demo(), manifest);
    }

    public static SiteExtension of(StubConfig zimbra, Manifest manifest) {
        return of(zimbra, companions -> manifest);
    }

    public static SiteExtension of(StubConfig zimbra, Setup setup) {
        return new SiteExtension(zimbra, setup);
    }

    /** Sets options of the proxy's JVM. A setup can still do that. */
    public SiteExtension jvmOptions(String... options) {
        jvmOptions = options.clone();
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        companions = new Companions();
        Manifest manifest = setup.prepare(companions);
        begin(companions.folder(), zimbra, manifest, jvmOptions);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        try {
            close();
        } finally {
            companions.close();
        }
    }
}
