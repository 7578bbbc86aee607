package io.zimbraproxy.operator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.StartTls;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choice of the bind ports in the pods. */
class BindPortsTest {
    /** Public ports, some with the bind port of the resource behind a colon, and the bind ports that follow. */
    @ParameterizedTest
    @CsvSource({
        "143 993 443, 10143 10993 10443",
        "1023 1024 8993 65535, 11023 1024 8993 65535",
        "143 10143, 20143 10143",
        "10143 143, 10143 20143",
        "143 10143 20143 30143 40143 50143 60143, 10144 10143 20143 30143 40143 50143 60143",
        "9000, 19000",
        "9000 993:19000, 29000 19000",
        "993:1993, 1993",
        "143 993:10143, 20143 10143"
    })
    void chosen(String ports, String expected) {
        List<Listener> assigned =
                BindPorts.assign(words(ports).map(BindPortsTest::listener).toList());

        assertThat(assigned.stream().map(one -> one.effectiveBindPort().toString()))
                .containsExactlyElementsOf(words(expected).toList());
    }

    /** Pods can bind every chosen port. */
    @Test
    void noPortIsPrivilegedOrUsedTwice() {
        List<Listener> listeners = IntStream.rangeClosed(1, 1023)
                .boxed()
                .flatMap(port -> Stream.of(port, port + 10_000, port + 20_000))
                .map(port -> listener(port.toString()))
                .collect(Collectors.toList());
        listeners.add(listener("9000"));

        List<Integer> ports = BindPorts.assign(listeners).stream()
                .map(Listener::effectiveBindPort)
                .toList();

        assertThat(ports).doesNotHaveDuplicates().doesNotContain(9000).allMatch(port -> port > 1023 && port <= 65535);
    }

    @Test
    void otherFieldsAreKept() {
        Listener listener = Listener.of("imap", Protocol.IMAP, 143).withStartTls(StartTls.Optional);

        assertThat(BindPorts.assign(List.of(listener.withAddress("10.0.0.1"))))
                .containsExactly(listener.withBindPort(10143));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ", -1));
    }

    private static Listener listener(String ports) {
        String[] parts = ports.split(":", -1);
        Integer bindPort = parts.length == 1 ? null : Integer.valueOf(parts[1]);
        return Listener.of("p" + parts[0], Protocol.IMAPS, Integer.valueOf(parts[0]))
                .withBindPort(bindPort);
    }
}
