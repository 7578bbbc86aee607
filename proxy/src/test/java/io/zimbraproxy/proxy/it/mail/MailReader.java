package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real program that copies all messages of a mailbox. */
interface MailReader {
    /** Runs it to its end in an empty folder. */
    Program.Result run(AccountSettings access, Path folder) throws Exception;

    /** The messages copied by a run in this folder, a character a byte. */
    List<String> messages(Path folder) throws IOException;

    /** The folder in the run's folder for messages, each in a file of its own. */
    static Path mail(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("mail"));
    }

    /** What is in those files; hidden ones are the program's own. */
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

    /** The same for programs that keep messages with the line ends of Unix. */
    static List<String> copiedWithUnixLineEnds(Path folder) throws IOException {
        return copied(folder).stream().map(text -> text.replace("\n", "\r\n")).toList();
    }
}
