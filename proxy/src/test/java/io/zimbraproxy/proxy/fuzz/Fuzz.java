package io.zimbraproxy.proxy.fuzz;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Property;

/**
 * A property tried with {@code -Dfuzz.inputs} generated inputs. The build tries the same ones every time;
 * {@code -Dfuzz.seed} gives others. jqwik's own seed is fixed so that this one number repeats a failure.
 */
@Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fuzz {}
