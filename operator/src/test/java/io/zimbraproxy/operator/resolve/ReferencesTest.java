package io.zimbraproxy.operator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.KeyRef;
import io.zimbraproxy.crds.spec.PodSelector;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.crds.spec.ServersFrom;
import io.zimbraproxy.crds.spec.ServiceRef;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** References of a specification to Secrets and Services. */
class ReferencesTest {
    /** A reference that is added to the model but not to {@link References} would never reach the pods. */
    @Test
    void allInTheModelAreFound() throws ReflectiveOperationException {
        List<SecretReference> expected = new ArrayList<>();
        ZimbraProxySpec everything = fill(ZimbraProxySpec.class, "spec", expected);

        List<SecretReference> found = References.of(everything);

        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(References.secrets(everything))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(SecretReference::secret).toList());
    }

    /** Creates a record with every reference that it can have; each Secret has its path as its name. */
    private static <R> R fill(Class<R> type, String path, List<SecretReference> references)
            throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i].getGenericType(), path + "." + components[i].getName(), references);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Type type, String path, List<SecretReference> references)
            throws ReflectiveOperationException {
        if (type.equals(SecretRef.class)) {
            references.add(SecretReference.certificate(path, path));
            return new SecretRef(path);
        }
        if (type.equals(CaRef.class)) {
            references.add(SecretReference.authorities(path, path));
            return new CaRef(path);
        }
        if (type.equals(KeyRef.class)) {
            references.add(SecretReference.value(path, path, "some"));
            return new KeyRef(path, "some");
        }
        if (type instanceof Class<?> section && section.isRecord()) {
            return fill(section, path, references);
        }
        if (type instanceof ParameterizedType list
                && list.getRawType().equals(List.class)
                && list.getActualTypeArguments()[0] instanceof Class<?> entry
                && entry.isRecord()) {
            return List.of(fill(entry, path + "[0]", references));
        }
        return null;
    }

    @Test
    void servicesOfPools() {
        List<Pool> pools = List.of(
                pool("mailclient", ServersFrom.defaults().withService(new ServiceRef("mailbox"))),
                pool("webclient", ServersFrom.defaults().withSelector(new PodSelector(Map.of("app", "pages")))),
                pool("login", null));
        ZimbraProxySpec spec = ZimbraProxySpec.of("mail.example.com", List.of())
                .withUpstream(Upstream.defaults().withPools(pools));

        assertThat(References.services("edge", spec)).containsExactly("edge-pool-webclient", "mailbox");
    }

    private static Pool pool(String name, ServersFrom from) {
        return Pool.of(name).withServersFrom(from);
    }
}
