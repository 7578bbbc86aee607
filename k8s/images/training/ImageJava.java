import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java of an image's file tree, told to write an archive. */
final class ImageJava {
    private ImageJava() {}

    /** With the image's own settings ({@code JAVA_OPTS}): an archive fits only a JVM that is set up in the same way. */
    static List<String> command(Path root, Path archive) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("opt/java/bin/java").toString());
        command.add("-XX:AOTCacheOutput=" + archive);
        command.add("-Djava.library.path=" + root.resolve("app/native"));
        command.addAll(List.of(System.getenv("JAVA_OPTS").trim().split(" +")));
        return command;
    }
}
