package io.zimbraproxy.crds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** Allowed dependencies between packages. */
@AnalyzeClasses(packages = "io.zimbraproxy.crds", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.zimbraproxy..")
            .layer("read")
            .definedBy("io.zimbraproxy.crds.read")
            .layer("validate")
            .definedBy("io.zimbraproxy.crds.validate")
            .layer("resource")
            .definedBy("io.zimbraproxy.crds")
            .layer("spec")
            .definedBy("io.zimbraproxy.crds.spec")
            .layer("status")
            .definedBy("io.zimbraproxy.crds.status")
            .layer("certificate")
            .definedBy("io.zimbraproxy.crds.certificate")
            .layer("text")
            .definedBy("io.zimbraproxy.crds.text")
            .whereLayer("read")
            .mayOnlyAccessLayers("resource", "spec", "validate", "text")
            .whereLayer("validate")
            .mayOnlyAccessLayers("spec", "text")
            .whereLayer("resource")
            .mayOnlyAccessLayers("spec", "status")
            .whereLayer("spec")
            .mayOnlyAccessLayers("text")
            .whereLayer("certificate")
            .mayOnlyAccessLayers("text")
            .whereLayer("status")
            .mayNotAccessAnyLayer()
            .whereLayer("text")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.zimbraproxy.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_FRAMEWORK =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule TEXT_NEEDS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("io.zimbraproxy.crds.text")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.zimbraproxy.crds.text", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule RULES_DO_NOT_DEPEND_ON_YAML = noClasses()
            .that()
            .resideInAPackage("io.zimbraproxy.crds.validate")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.yaml..", "com.fasterxml.jackson.dataformat..");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackage).distinct())
                .as("packages without @NullMarked escape NullAway")
                .filteredOn(unmarked -> !unmarked.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }
}
