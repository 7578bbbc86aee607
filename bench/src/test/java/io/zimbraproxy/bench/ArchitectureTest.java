package io.zimbraproxy.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tests the direction of the imports between the packages, as each {@code package-info} states it. */
@AnalyzeClasses(packages = "io.zimbraproxy.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.zimbraproxy.bench.";

    @ArchTest
    static final ArchRule leafPackagesHaveNoCycles =
            slices().matching("io.zimbraproxy.bench.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyBenchmarksImportTheProxy = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "jmh..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.zimbraproxy.proxy..");

    @ArchTest
    static final ArchRule clientsDoNotKnowThePeers = noClasses()
            .that()
            .resideInAPackage(ROOT + "load..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "peer..", ROOT + "scenario..");

    @ArchTest
    static final ArchRule peersDoNotKnowTheScenarios = noClasses()
            .that()
            .resideInAPackage(ROOT + "peer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "load..", ROOT + "scenario..");
}
