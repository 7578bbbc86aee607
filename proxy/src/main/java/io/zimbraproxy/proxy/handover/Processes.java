package io.zimbraproxy.proxy.handover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Facts about this process that the kernel keeps. */
final class Processes {
    private Processes() {}

    /** Returns the numeric id of the user that runs this process. */
    static int user() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
