package io.zimbraproxy.stub.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, read from the jar's manifest. */
final class StubVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = StubVersion.class.getPackage().getImplementationVersion();
        return new String[] {"zimbra-proxy-nle-stub " + (version == null ? "(not packaged)" : version)};
    }
}
