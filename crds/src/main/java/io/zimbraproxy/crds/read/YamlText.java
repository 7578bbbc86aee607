package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
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
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** One YAML document, bounded in size and depth; no aliases, no key twice. */
final class YamlText {
    static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 40;

    private static final ObjectMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .loaderOptions(limits())
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
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

    /** The document; empty when there are problems. */
    static Optional<JsonNode> parse(String name, byte[] bytes, List<Problem> problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add(new Problem(name, "is larger than 4 MiB", null, "check that it is a manifest"));
            return Optional.empty();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            problems.add(new Problem(name, "is not UTF-8 text", null, "save it as UTF-8"));
            return Optional.empty();
        }
        try {
            refuseAliases(text, problems);
            return problems.isEmpty() ? document(name, text, problems) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            String where = at == null ? name : name + ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(new Problem(where, "is not valid YAML", cause(malformed), "correct it there"));
        } catch (IOException impossible) {
            problems.add(new Problem(
                    name, "cannot be read", impossible.getClass().getSimpleName(), "check that it is YAML"));
        }
        return Optional.empty();
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
                            "write out the value"));
                    return;
                }
            }
        }
    }

    /** The one document that is not empty: separators before and behind it do no harm. */
    private static Optional<JsonNode> document(String name, String text, List<Problem> problems) throws IOException {
        List<JsonNode> documents;
        try (JsonParser parser = MAPPER.getFactory().createParser(text);
                MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(parser)) {
            documents = all.readAll().stream()
                    .filter(document -> document != null && !document.isNull())
                    .toList();
        }
        if (documents.isEmpty()) {
            problems.add(new Problem(name, "is empty", null, "write a ZimbraProxy manifest into it"));
        } else if (documents.size() > 1) {
            problems.add(new Problem(
                    name,
                    "contains several documents",
                    String.valueOf(documents.size()),
                    "keep one resource per file"));
        }
        return problems.isEmpty() ? Optional.of(documents.get(0)) : Optional.empty();
    }

    /** What the parser stumbled over, without its context and its picture of the place. */
    private static String cause(JsonProcessingException malformed) {
        for (Throwable cause = malformed; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException marked && marked.getProblem() != null) {
                return marked.getProblem();
            }
        }
        return malformed.getOriginalMessage().lines().findFirst().orElse(null);
    }
}
