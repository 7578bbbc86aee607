package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.ZimbraStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A file that tells a waiting script that all ports listen. Its lines are like {@code mailbox-1.imap=41234}. */
final class ReadyFile {

    private ReadyFile() {}

    /** Writes the file atomically. */
    static void write(Path file, ZimbraStub stub) throws IOException {
        StringBuilder text = new StringBuilder("host=" + stub.config().host() + "\n");
        for (Map.Entry<String, Integer> port : stub.ports().entrySet()) {
            text.append(port.getKey().replace('/', '.'))
                    .append('=')
                    .append(port.getValue())
                    .append('\n');
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, text);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
