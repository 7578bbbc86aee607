package io.zimbraproxy.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.Random;

/** Dependencies between packages. Each rule lists what is allowed, so a new package needs a place here. */
@AnalyzeClasses(packages = "io.zimbraproxy.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.zimbraproxy.operator";

    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.zimbraproxy..")
            .ensureAllClassesAreContainedInArchitecture()
            .optionalLayer("crds")
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
            .mayOnlyAccessLayers("crds")
            .whereLayer("resolve")
            .mayOnlyAccessLayers("crds")
            .whereLayer("desired")
            .mayOnlyAccessLayers("crds", "resolve")
            .whereLayer("status")
            .mayOnlyAccessLayers("crds", "resolve", "desired", "pods")
            .whereLayer("apply")
            .mayOnlyAccessLayers("crds", "resolve", "desired", "pods")
            .whereLayer("reconciler")
            .mayOnlyAccessLayers("crds", "desired", "pods", "status", "apply")
            .whereLayer("reconciler")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
            slices().assignedFrom(new Packages()).should().beFreeOfCycles();

    /** Of the project the operator uses the model only, never the proxy; and no network library of the proxy. */
    @ArchTest
    static final ArchRule LIBRARIES = classes()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "..",
                    "io.zimbraproxy.crds..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "io.fabric8..",
                    "io.javaoperatorsdk..",
                    "io.quarkiverse.operatorsdk..",
                    "io.quarkus..",
                    "io.smallrye.config..",
                    "jakarta..",
                    "org.eclipse.microprofile.config..",
                    "org.jboss.logging..",
                    "org.jspecify..");

    /** Desired objects depend on values only: not on a client, the SDK, a clock or chance. */
    @ArchTest
    static final ArchRule PURE_PACKAGES = classes()
            .that()
            .resideInAnyPackage(ROOT + ".resolve..", ROOT + ".desired..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            ROOT + ".resolve..",
                            ROOT + ".desired..",
                            "io.zimbraproxy.crds..",
                            "java.lang..",
                            "java.nio.charset",
                            "java.security..",
                            "java.time",
                            "java.util..",
                            "com.fasterxml.jackson..",
                            "io.fabric8.kubernetes.api.model..",
                            "org.jspecify..")
                    .and(not(belongToAnyOf(Clock.class, Random.class))));

    /** Every package is a slice of its own. */
    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of the operator";
        }
    }
}
