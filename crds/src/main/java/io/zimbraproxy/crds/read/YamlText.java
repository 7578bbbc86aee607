package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.zimbraproxy.crds.validate.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/** One YAML document, bounded in size and depth; no aliases, no key twice. */
final class YamlText {
    static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 40;

    private static final ObjectMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .loaderOptions(limits())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private YamlText() {}

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    static Problem tooLarge(String name) {
        return new Problem(name, "is larger than 1 MiB", null, "check that it is a manifest");
    }

    /** The document, or null when there are problems. */
    static JsonNode parse(String name, byte[] bytes, List<Problem> problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add(tooLarge(name));
            return null;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            problems.add(new Problem(name, "is not UTF-8 text", null, "save it as UTF-8"));
            return null;
        }
        try {
            refuseAliases(text, problems);
            return problems.isEmpty() ? document(name, text, problems) : null;
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            String where = at == null ? name : name + ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(new Problem(
                    where, "is not valid YAML", firstLine(malformed.getOriginalMessage()), "correct it there"));
        } catch (IOException impossible) {
            problems.add(new Problem(
                    name, "cannot be read", impossible.getClass().getSimpleName(), "check that it is YAML"));
        }
        return null;
    }

    /** The parser would hand out an alias as the text of its name. */
    private static void refuseAliases(String text, List<Problem> problems) throws IOException {
        try (YAMLParser parser = (YAMLParser) MAPPER.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    problems.add(new Problem(
                            "line " + parser.currentTokenLocation().getLineNr(),
                            "uses a YAML alias",
                            "*" + parser.getText(),
                            "write the value out"));
                    return;
                }
            }
        }
    }

    private static JsonNode document(String name, String text, List<Problem> problems) throws IOException {
        try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
            JsonNode document = MAPPER.readTree(parser);
            if (document == null || document.isMissingNode()) {
                problems.add(new Problem(name, "is empty", null, "write a manifest into it; see the samples"));
                return null;
            }
            if (parser.nextToken() != null) {
                problems.add(new Problem(name, "holds several documents", null, "keep one resource in a file"));
                return null;
            }
            return document;
        }
    }

    private static String firstLine(String message) {
        return message == null ? null : message.lines().findFirst().orElse(null);
    }
}
