package io.zimbraproxy.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.zimbraproxy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.zimbraproxy.operator";

    @ArchTest
    static final ArchRule EACH_KNOWS_THOSE_BEFORE_IT = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.zimbraproxy..")
            .layer("crds")
            .definedBy("io.zimbraproxy.crds..")
            .layer("pods")
            .definedBy(ROOT + ".pods..")
            .layer("resolve")
            .definedBy(ROOT + ".resolve..")
            .layer("desired")
            .definedBy(ROOT + ".desired..")
            .layer("status")
            .definedBy(ROOT + ".status..")
            .layer("apply")
            .definedBy(ROOT + ".apply..")
            .layer("reconciler")
            .definedBy(ROOT)
            .whereLayer("pods")
            .mayNotAccessAnyLayer()
            .whereLayer("resolve")
            .mayOnlyAccessLayers("crds")
            .whereLayer("desired")
            .mayOnlyAccessLayers("crds", "resolve")
            .whereLayer("status")
            .mayOnlyAccessLayers("crds", "resolve", "desired", "pods")
            .whereLayer("apply")
            .mayOnlyAccessLayers("crds", "resolve", "desired", "pods")
            .whereLayer("reconciler")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_DATA_PLANE = noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.zimbraproxy.proxy..", "io.zimbraproxy.stub..", "io.vertx..", "io.netty..");

    /** What shall be follows from values alone: the cluster, time and chance have no part in it. */
    @ArchTest
    static final ArchRule WHAT_SHALL_BE_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".resolve..", ROOT + ".desired..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "io.quarkus..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");
}
