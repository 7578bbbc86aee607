package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of {@code src/test/resources/dialogues}; its README explains the lines.
 *
 * @param name with its folder
 * @param site the settings under which it is played
 * @param listener the port at which it is played
 */
record DialogueFile(String name, String site, String listener, List<Line> lines) {
    /**
     * One step.
     *
     * @param number in the file, from 1
     * @param kind the first two characters
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
        return new DialogueFile(name, site, listener, List.copyOf(lines));
    }

    boolean imap() {
        return listener.startsWith("imap");
    }

    @Override
    public String toString() {
        return name;
    }
}
