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
import io.zimbraproxy.crds.text.RootCause;
import io.zimbraproxy.crds.validate.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Parser for one YAML document, with limits on size and depth, without aliases and duplicate keys. */
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

    /** Parses the document; empty if there are problems. */
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
            problems.add(new Problem(where, "is not valid YAML", cause(malformed), "correct the YAML there"));
        } catch (IOException impossible) {
            problems.add(new Problem(
                    name,
                    "cannot be parsed as YAML",
                    RootCause.message(impossible),
                    "check the syntax and the encoding"));
        }
        return Optional.empty();
    }

    /** Refuses aliases, because the parser would return the name of an alias as text. */
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

    /** Returns the only document that is not empty; separators before and after it are allowed. */
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

    /** Returns the problem of the parser, without its context and its excerpt of the text. */
    private static @Nullable String cause(JsonProcessingException malformed) {
        for (Throwable cause = malformed; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException marked && marked.getProblem() != null) {
                return marked.getProblem();
            }
        }
        return malformed.getOriginalMessage().lines().findFirst().orElse(null);
    }
}
