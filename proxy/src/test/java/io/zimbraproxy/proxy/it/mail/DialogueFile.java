package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of {@code src/test/resources/dialogues}. The README there explains the lines.
 *
 * @param name path of the file below the folder of all dialogues
 * @param title the first line of the file, which says what is tested
 * @param site name of the settings of the proxy
 * @param listener name of the listener to which the client connects
 */
record DialogueFile(String name, String title, String site, String listener, List<Line> lines) {
    /**
     * A step of a dialogue.
     *
     * @param number the line number, from 1
     * @param kind the first two characters of the line
     */
    record Line(int number, String kind, String text) {}

    /** Reads a file below the folder of all dialogues. */
    static DialogueFile read(Path folder, Path file) throws IOException {
        String name = folder.relativize(file).toString();
        List<String> all = Files.readAllLines(file);
        assertThat(all.get(0)).as(name + ": line 1 says what is tested").startsWith("# ");
        String site = "default";
        String listener = name.startsWith("imap") ? "imap" : "pop3";
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i);
            if (line.startsWith("@ site ")) {
                site = line.substring("@ site ".length());
            } else if (line.startsWith("@ listener ")) {
                listener = line.substring("@ listener ".length());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(new Line(i + 1, line.substring(0, 2), line.length() > 3 ? line.substring(3) : ""));
            }
        }
        return new DialogueFile(name, all.get(0).substring("# ".length()), site, listener, List.copyOf(lines));
    }

    boolean imap() {
        return listener.startsWith("imap");
    }

    @Override
    public String toString() {
        return name + ": " + title;
    }
}
