package io.zimbraproxy.crds.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;

/** Parser and evaluator for one CEL rule of the schema. */
final class CelRule {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();
    // CEL integers have 64 bits.
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private CelRule() {}

    /** Parses a rule. */
    static CelExpr parse(String rule) {
        try {
            return COMPILER.compile(rule).getAst().getExpr();
        } catch (CelValidationException broken) {
            throw new AssertionError("the rule cannot be read: " + rule, broken);
        }
    }

    static boolean holds(String rule, JsonNode self) {
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(rule).getAst();
            Object value = MAPPER.treeToValue(self, Object.class);
            return (boolean) RUNTIME.createProgram(tree).eval(Map.of("self", value));
        } catch (CelValidationException | CelEvaluationException | JsonProcessingException broken) {
            throw new AssertionError("the rule cannot be evaluated: " + rule, broken);
        }
    }
}
