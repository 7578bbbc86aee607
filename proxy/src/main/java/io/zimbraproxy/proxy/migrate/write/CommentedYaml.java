package io.zimbraproxy.proxy.migrate.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes JSON as YAML with comments; the YAML library decides which texts need quotes. */
final class CommentedYaml {
    private final Function<String, List<String>> comments;

    /** Creates a writer; {@code comments} returns the lines above the field at a path, without line ends. */
    CommentedYaml(Function<String, List<String>> comments) {
        this.comments = comments;
    }

    /** Returns the document below a comment; empty lines of the header separate paragraphs. */
    String text(List<String> header, JsonNode document) {
        DumperOptions options = new DumperOptions();
        options.setProcessComments(true);
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        header.forEach(line -> text.append(comment(line)).append('\n'));
        new Yaml(options).serialize(node("", document), text);
        return commentsAbove(text.toString());
    }

    /**
     * Moves the comment of a list element above its hyphen; the library writes it behind the hyphen.
     *
     * <p>No value looks like a comment: the library quotes texts that start with a number sign, and writes each text on one line.
     */
    private static String commentsAbove(String yaml) {
        StringBuilder moved = new StringBuilder();
        String hyphen = "";
        for (String line : yaml.lines().toList()) {
            String stripped = line.strip();
            if (stripped.startsWith("- # ")) {
                hyphen = line.substring(0, line.indexOf('-') + 1);
                moved.append(line.replaceFirst("- ", "")).append('\n');
            } else if (!hyphen.isEmpty() && stripped.startsWith("#")) {
                moved.append(" ".repeat(hyphen.length() - 1)).append(stripped).append('\n');
            } else {
                moved.append(hyphen.isEmpty() ? line : hyphen + line.substring(hyphen.length()))
                        .append('\n');
                hyphen = "";
            }
        }
        return moved.toString();
    }

    private static String comment(String line) {
        return line.isEmpty() ? "#" : "# " + line;
    }

    private Node node(String path, JsonNode value) {
        if (value.isObject()) {
            List<NodeTuple> fields = new ArrayList<>();
            value.properties().forEach(field -> {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                Node key = scalar(Tag.STR, field.getKey());
                comment(key, at);
                fields.add(new NodeTuple(key, node(at, field.getValue())));
            });
            return new MappingNode(Tag.MAP, fields, fields.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value.isArray()) {
            List<Node> elements = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                Node element = node(path + "[" + i + "]", value.get(i));
                comment(element, path + "[" + i + "]");
                elements.add(element);
            }
            return new SequenceNode(Tag.SEQ, elements, FlowStyle.BLOCK);
        }
        return scalar(value.isTextual() ? Tag.STR : value.isBoolean() ? Tag.BOOL : Tag.INT, value.asText());
    }

    /** Creates a scalar on one line; the library adds quotes if they are necessary. */
    private static Node scalar(Tag tag, String text) {
        boolean oneLine = text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
        return new ScalarNode(tag, text, null, null, oneLine ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    private void comment(Node node, String path) {
        List<CommentLine> lines = comments.apply(path).stream()
                .map(line -> new CommentLine(null, null, " " + line, CommentType.BLOCK))
                .toList();
        if (!lines.isEmpty()) {
            node.setBlockComments(lines);
        }
    }
}
