import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command line for the Java runtime of an image, which writes an AOT cache. */
final class ImageJava {
    private ImageJava() {}

    /** Uses the options of the image ({@code JAVA_OPTS}), because the JVM accepts an AOT cache only with the same options. */
    static List<String> command(Path root, Path archive) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("opt/java/bin/java").toString());
        command.add("-XX:AOTCacheOutput=" + archive);
        command.add("-Djava.library.path=" + root.resolve("app/native"));
        command.addAll(List.of(System.getenv("JAVA_OPTS").trim().split(" +")));
        return command;
    }
}
