package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.CaseName;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends the requests of {@code web/routes.tsv}, and checks which server gets them and after which lookups. */
@ExtendWith(CaseName.class)
class WebRoutesIT {
    private static final Path ROWS = Path.of("src/test/resources/web/routes.tsv");

    @TempDir
    static Path folder;

    private static PoolSites sites;

    @BeforeAll
    static void start() {
        sites = new PoolSites(folder);
    }

    @AfterAll
    static void stop() {
        sites.close();
    }

    static Stream<RouteRow> rows() throws IOException {
        List<RouteRow> rows = RouteRow.read(ROWS);
        assertThat(rows).isNotEmpty();
        return rows.stream().sorted(Comparator.comparing(RouteRow::site));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isRoutedAsWritten(RouteRow written) throws Exception {
        // Given
        PoolSite site = sites.at(written.site());
        RouteRow row = written.filled(new Placeholders(site::named)::fill);
        site.takeRequests();
        site.takeLookups();
        // When
        String result;
        try (RawWebClient client = site.client(row.listener())) {
            client.send(row.text());
            result = result(row, client.response(), site.takeRequests());
        }
        // Then
        List<String> lookups = site.takeLookups();
        assertThat(result + " after " + (lookups.isEmpty() ? "-" : String.join(", ", lookups)))
                .isIn(row.responses().stream()
                        .map(expected -> expected + " after " + row.lookups())
                        .toList());
    }

    /** Describes a response as in the column response: the servers, with their target if it differs, or the proxy's status. */
    private static String result(RouteRow row, RawWebClient.Response response, List<WebRequest> requests) {
        String status = response.status()
                + response.header("Location").map(to -> ' ' + to).orElse("");
        if (requests.isEmpty()) {
            return status;
        }
        List<String> seen = requests.stream()
                .map(request ->
                        request.server() + (request.target().equals(row.target()) ? "" : ' ' + request.target()))
                .toList();
        return String.join(", ", seen) + (response.status() == 200 ? "" : ' ' + status);
    }
}
