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

/** Collects the types that Jackson, the validation and picocli access by reflection while the proxy runs. */
final class ReflectiveTypes {
    private final Set<String> names = new TreeSet<>();

    /** Returns the class names, in order. */
    Set<String> names() {
        return names;
    }

    /** Adds a type that Jackson reads, and the types of its fields. */
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

    /** Adds the class of a command, its version provider, its mixins and its subcommands. */
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

    /** Adds the classes that Jackson annotations name: Jackson instantiates them. */
    private void annotations(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.isAnnotationPresent(JacksonAnnotationsInside.class)) {
                annotations(type);
            } else if (type.getName().startsWith("com.fasterxml.jackson.databind.annotation.")) {
                Arrays.stream(type.getDeclaredMethods()).forEach(value -> annotationValue(annotation, value));
            }
        }
    }

    private void annotationValue(Annotation annotation, Method value) {
        try {
            if (value.invoke(annotation) instanceof Class<?> named && isModel(named)) {
                names.add(named.getName());
            }
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
