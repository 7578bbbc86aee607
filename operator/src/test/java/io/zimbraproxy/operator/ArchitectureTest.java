package io.zimbraproxy.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Allowed dependencies between packages. */
@AnalyzeClasses(
        packages = {"io.zimbraproxy.operator", "io.zimbraproxy.crds"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.zimbraproxy.operator";

    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
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
    static final ArchRule NO_DEPENDENCY_ON_THE_DATA_PLANE = noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.zimbraproxy.proxy..", "io.zimbraproxy.stub..", "io.vertx..", "io.netty..");

    /** Desired objects depend on their input only: not on the cluster, the clock or random numbers. */
    @ArchTest
    static final ArchRule DESIRED_OBJECTS_ARE_PURE = noClasses()
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
