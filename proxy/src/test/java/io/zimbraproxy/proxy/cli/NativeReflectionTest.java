package io.zimbraproxy.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Types that the native executable reads by reflection must be registered at build time. */
class NativeReflectionTest {
    private static final Path LIST =
            Path.of("src/main/resources/META-INF/native-image/io.zimbraproxy/proxy/reflect-config.json");
    private static final String REFRESH = "./mvnw -pl crds,nle-stub,proxy test -Dtest=NativeReflectionTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dreflection.update=true";
    private static final List<String> PARTS =
            List.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields", "allRecordComponents");

    @Test
    void everyReflectiveTypeIsRegistered() throws IOException {
        Set<String> needed = new ReflectiveTypes()
                .read(ZimbraProxySpec.class)
                .read(ObjectMeta.class)
                .command(new CommandLine(new ProxyCommand()))
                .names();
        if (Boolean.getBoolean("reflection.update")) {
            write(needed);
        }

        List<String> registered = registered();

        assertThat(registered).as("%s is not up to date: %s", LIST, REFRESH).containsExactlyElementsOf(needed);
    }

    /** Returns the names of the types with all parts registered. */
    private static List<String> registered() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : new ObjectMapper().readTree(LIST.toFile())) {
            if (PARTS.stream().allMatch(part -> entry.path(part).asBoolean())) {
                names.add(entry.path("name").asText());
            }
        }
        return names;
    }

    private static void write(Set<String> names) throws IOException {
        String parts = PARTS.stream().map(part -> "\"" + part + "\": true").collect(Collectors.joining(", "));
        String entries = names.stream()
                .map(name -> "  {\"name\": \"" + name + "\", " + parts + "}")
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        Files.writeString(LIST, entries);
    }
}
