package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real mail client that copies all messages of a mailbox. */
interface MailReader {
    /** Runs the program to its end in an empty folder. */
    Program.Result run(AccountSettings access, Path folder) throws Exception;

    /** Returns the messages that a run has copied to this folder, with one character per byte. */
    List<String> messages(Path folder) throws IOException;

    /** Returns the folder, below that of the run, in which each message is a file. */
    static Path mail(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("mail"));
    }

    /** Returns the contents of the message files. Hidden files belong to the program and are ignored. */
    static List<String> copied(Path folder) throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(mail(folder))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                messages.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return messages;
    }

    /** Returns the contents of the message files for programs that convert CRLF to LF. */
    static List<String> copiedWithUnixLineEnds(Path folder) throws IOException {
        return copied(folder).stream().map(text -> text.replace("\n", "\r\n")).toList();
    }
}
