package io.zimbraproxy.proxy.cli;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The types that Jackson, the manifest's rules and the command line look into while the proxy runs. */
final class ReflectiveTypes {
    private final Set<String> names = new TreeSet<>();

    /** Names of classes, in order. */
    Set<String> names() {
        return names;
    }

    /** Adds a type that Jackson reads, and all that its values are made of. */
    ReflectiveTypes read(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::read);
        } else if (type instanceof Class<?> single && isModel(single) && names.add(single.getName())) {
            annotations(single);
            if (single.isRecord()) {
                Arrays.stream(single.getRecordComponents()).forEach(this::component);
            } else if (!single.isEnum()) {
                Arrays.stream(single.getDeclaredFields()).forEach(field -> {
                    annotations(field);
                    read(field.getGenericType());
                });
            }
        }
        return this;
    }

    /** Adds a command, what it takes its options into, and its subcommands. */
    ReflectiveTypes command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        names.add(spec.userObject().getClass().getName());
        names.add(spec.versionProvider().getClass().getName());
        spec.mixins()
                .values()
                .forEach(mixin -> names.add(mixin.userObject().getClass().getName()));
        command.getSubcommands().values().forEach(this::command);
        return this;
    }

    private static boolean isModel(Class<?> type) {
        return type.getName().startsWith("io.zimbraproxy.crds.")
                || type.getName().startsWith("io.fabric8.kubernetes.api.model.");
    }

    private void component(RecordComponent component) {
        annotations(component.getAccessor());
        read(component.getGenericType());
    }

    /** Jackson makes the readers and writers that its annotations name. */
    private void annotations(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.isAnnotationPresent(JacksonAnnotationsInside.class)) {
                annotations(type);
            } else if (type.getName().startsWith("com.fasterxml.jackson.databind.annotation.")) {
                Arrays.stream(type.getDeclaredMethods()).forEach(value -> maker(annotation, value));
            }
        }
    }

    private void maker(Annotation annotation, Method value) {
        try {
            if (value.invoke(annotation) instanceof Class<?> named && isModel(named)) {
                names.add(named.getName());
            }
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
