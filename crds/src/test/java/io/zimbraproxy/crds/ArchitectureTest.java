package io.zimbraproxy.crds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.zimbraproxy.crds", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..", "io.zimbraproxy.proxy..");

    @ArchTest
    static final ArchRule SPEC_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAnyPackage("..crds.spec..", "..crds.status..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.zimbraproxy.crds", "..crds.read..", "..crds.validate..");

    @ArchTest
    static final ArchRule RULES_DO_NOT_KNOW_YAML = noClasses()
            .that()
            .resideInAPackage("..crds.validate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..crds.read..", "org.yaml..", "com.fasterxml.jackson.dataformat..");
}
