package io.zimbraproxy.proxy.fuzz;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Property;

/**
 * A property that is tested with {@code -Dfuzz.inputs} generated inputs. The build uses the same inputs every time, and
 * {@code -Dfuzz.seed} selects others. The seed of jqwik is fixed, so that this number alone repeats a failure.
 */
@Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fuzz {}
