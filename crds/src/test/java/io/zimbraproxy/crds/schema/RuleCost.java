package io.zimbraproxy.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Highest cost of a CEL rule, estimated as by the API server (cel-go, {@code checker/cost.go}) from the bounds in the schema.
 *
 * <p>Each name, field and operation costs 1. Each compared byte of text costs 0.1, times 0.25 for each byte of a regular expression.
 * The body of a loop counts once for each possible entry of the list.
 */
final class RuleCost {
    /** Size of values without bound in the schema; it makes a rule too costly. */
    private static final long UNBOUNDED = 3L * 1024 * 1024;

    private static final int NEW_LIST = 10;
    private static final int BYTES_OF_A_CHARACTER = 4;

    /** Schemas of the names in the rule. */
    private final Map<String, JsonNode> names = new HashMap<>();

    private RuleCost(JsonNode self) {
        names.put("self", self);
    }

    /** Estimates one evaluation, with {@code schema} as schema of {@code self}. */
    static long of(String rule, JsonNode schema) {
        return new RuleCost(schema).cost(CelRule.parse(rule));
    }

    private long cost(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> 0;
            case IDENT -> 1;
            case SELECT -> 1 + cost(expr.select().operand());
            case CALL -> call(expr.call());
            case LIST -> NEW_LIST + sum(expr.list().elements());
            case COMPREHENSION -> loop(expr.comprehension());
            default -> throw new AssertionError("no cost is known for " + expr.getKind());
        };
    }

    private long sum(List<CelExpr> parts) {
        return parts.stream().mapToLong(this::cost).sum();
    }

    private long call(CelCall call) {
        List<CelExpr> args = call.args();
        long operands = sum(args) + call.target().map(this::cost).orElse(0L);
        return switch (call.function()) {
            case "_&&_", "_||_" -> operands;
            case "_?_:_" -> cost(args.get(0)) + Math.max(cost(args.get(1)), cost(args.get(2)));
            case "@in" -> operands + size(args.get(1));
            case "_==_", "_!=_" -> operands + tenth(Math.min(size(args.get(0)), size(args.get(1))));
            case "startsWith" -> operands + tenth(size(args.get(0)));
            case "matches" -> operands + tenth(size(call.target().orElseThrow()) + 1) * quarter(size(args.get(0)));
            case "!_", "_+_", "_-_", "_<_", "_<=_", "_>_", "_>=_", "@not_strictly_false", "size", "duration" ->
                operands + 1;
            default -> throw new AssertionError("no cost is known for " + call.function());
        };
    }

    private long loop(CelComprehension loop) {
        names.put(loop.iterVar(), schema(loop.iterRange()).path("items"));
        long once = cost(loop.loopCondition()) + cost(loop.loopStep());
        return cost(loop.iterRange())
                + cost(loop.accuInit())
                + cost(loop.result())
                + Math.multiplyExact(size(loop.iterRange()), once);
    }

    private static long tenth(long size) {
        return (size + 9) / 10;
    }

    private static long quarter(long size) {
        return (size + 3) / 4;
    }

    private long size(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            CelConstant constant = expr.constant();
            return constant.getKind() == CelConstant.Kind.STRING_VALUE
                    ? constant.stringValue().length()
                    : 1;
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.LIST) {
            return expr.list().elements().size();
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && expr.call().function().equals("_?_:_")) {
            return Math.max(
                    size(expr.call().args().get(1)), size(expr.call().args().get(2)));
        }
        return size(schema(expr));
    }

    private static long size(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "array" -> schema.path("maxItems").asLong(UNBOUNDED);
            case "string" ->
                schema.has("maxLength") ? schema.get("maxLength").asLong() * BYTES_OF_A_CHARACTER : UNBOUNDED;
            default -> 1;
        };
    }

    private JsonNode schema(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> names.getOrDefault(expr.ident().name(), MissingNode.getInstance());
            case SELECT ->
                schema(expr.select().operand())
                        .path("properties")
                        .path(expr.select().field());
            default -> MissingNode.getInstance();
        };
    }
}
