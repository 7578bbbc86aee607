package io.zimbraproxy.operator.docs;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;

/** The fields of the resource, from the records of the model. */
final class ResourceFields {
    private final Set<String> names = new HashSet<>();
    private final Set<String> paths = new HashSet<>();

    ResourceFields() {
        names.add("spec");
        names.add("status");
        add("spec", ZimbraProxySpec.class);
        add("status", ZimbraProxyStatus.class);
    }

    private void add(String path, Type type) {
        paths.add(path);
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                add(path, argument);
            }
        } else if (type instanceof Class<?> record && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                names.add(component.getName());
                add(path + '.' + component.getName(), component.getGenericType());
            }
        }
    }

    /** Tells whether the name before the first dot is a field of the resource. */
    boolean beginsWithField(String dotted) {
        return names.contains(dotted.replace("[]", "").split("\\.", -1)[0]);
    }

    /** Tells whether the resource has this path, from its root or from any field on; {@code []} is ignored. */
    boolean has(String dotted) {
        String path = '.' + dotted.replace("[]", "");
        return paths.stream().anyMatch(known -> ('.' + known).endsWith(path));
    }
}
