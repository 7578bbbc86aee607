package io.zimbraproxy.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the direction of imports between packages; docs/architecture.md explains the layers. */
@AnalyzeClasses(packages = "io.zimbraproxy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.zimbraproxy.proxy.";

    /** Each package with the packages of the proxy that it may import, top layer first. All may import the model (crds). */
    private static final Map<String, List<String>> MAY_IMPORT = table(
            "cli: config lifecycle migrate migrate.read migrate.write observe",
            "manage: config lifecycle listener observe reload route route.cache tls tls.ocsp upstream wiring",
            "lifecycle: cache config handover listener observe reload route.cache throttle tls tls.ocsp upstream wiring",
            "wiring: cache config http http.client http.location http.rewrite http.upstream listener net observe relay reload"
                    + " route route.cache route.lookup route.resolve sasl session session.imap session.pop3 throttle tls upstream",
            "reload: config tls",
            "config: observe route sasl tls upstream",
            "handover: observe",
            "migrate: migrate.read migrate.write tls",
            "migrate.read:",
            "migrate.write:",
            "listener: net observe",
            "session.imap: observe sasl session upstream.login",
            "session.pop3: observe sasl session upstream.login",
            "session: net observe relay route route.resolve sasl throttle tls upstream upstream.login",
            "http.client: http http.body http.message net relay",
            "http: http.location http.message http.rewrite http.upstream http.user net observe relay route route.resolve"
                    + " throttle tls upstream",
            "http.rewrite: http.message net upstream",
            "http.user: http.location http.message route",
            "http.location: http.message route upstream",
            "http.upstream: http.body http.message net upstream",
            "http.body: http.message",
            "http.message:",
            "route.resolve: observe route route.cache route.lookup",
            "route.lookup: net observe route",
            "route.cache: cache net route",
            "upstream: net observe relay route tls upstream.login",
            "upstream.login: observe sasl",
            "throttle: cache net",
            "route: net",
            "tls.ocsp: observe tls",
            "relay: net observe",
            "cache: net observe",
            "tls:",
            "sasl:",
            "net:",
            "observe:");

    @ArchTest
    static final ArchRule packagesImportOnlyTheirLayersBelow = layers();

    @ArchTest
    static final ArchRule everyPackageIsALayer = classes()
            .that()
            .resideInAPackage("io.zimbraproxy.proxy..")
            .should()
            .resideInAnyPackage(MAY_IMPORT.keySet().stream().map(ROOT::concat).toArray(String[]::new));

    @ArchTest
    static final ArchRule leafPackagesHaveNoCycles =
            slices().assignedFrom(leafPackages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dialoguesAndParsersArePure = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "session.imap..",
                    ROOT + "session.pop3..",
                    ROOT + "sasl..",
                    ROOT + "upstream.login..",
                    ROOT + "http.message..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty.channel..", "org.jboss.logging..", "io.quarkus..");

    @ArchTest
    static final ArchRule migrationNeedsNoServer = noClasses()
            .that()
            .resideInAPackage(ROOT + "migrate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "io.quarkus..");

    @ArchTest
    static final ArchRule theModelNeedsNoServer = noClasses()
            .that()
            .resideInAPackage("io.zimbraproxy.crds..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.quarkus..", "io.netty..");

    private static ArchRule layers() {
        Architectures.LayeredArchitecture layers =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : MAY_IMPORT.keySet()) {
            layers = layers.layer(name).definedBy(ROOT + name);
        }
        for (Map.Entry<String, List<String>> row : MAY_IMPORT.entrySet()) {
            layers = row.getValue().isEmpty()
                    ? layers.whereLayer(row.getKey()).mayNotAccessAnyLayer()
                    : layers.whereLayer(row.getKey())
                            .mayOnlyAccessLayers(row.getValue().toArray(String[]::new));
        }
        return layers;
    }

    private static SliceAssignment leafPackages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "leaf packages";
            }
        };
    }

    private static Map<String, List<String>> table(String... rows) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (String row : rows) {
            String[] parts = row.split(":", 2);
            table.put(
                    parts[0],
                    Arrays.stream(parts[1].split(" "))
                            .filter(name -> !name.isEmpty())
                            .toList());
        }
        return table;
    }
}
