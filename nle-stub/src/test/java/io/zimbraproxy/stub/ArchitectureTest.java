package io.zimbraproxy.stub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tests the direction of the imports between the packages, as each {@code package-info} states it. */
@AnalyzeClasses(packages = "io.zimbraproxy.stub", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.zimbraproxy.stub.";

    @ArchTest
    static final ArchRule leafPackagesHaveNoCycles =
            slices().matching("io.zimbraproxy.stub.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineImportsTheAssembly = classes()
            .that()
            .resideInAPackage("io.zimbraproxy.stub")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("io.zimbraproxy.stub", ROOT + "cli");

    @ArchTest
    static final ArchRule portsKnowNoProtocol = noClasses()
            .that()
            .resideInAPackage(ROOT + "net")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "lookup..", ROOT + "mail..", ROOT + "web..", ROOT + "admin..");

    @ArchTest
    static final ArchRule imapAndPop3AreIndependent = noClasses()
            .that()
            .resideInAPackage(ROOT + "mail.imap..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "mail.pop3..");

    @ArchTest
    static final ArchRule dialoguesUseNoSockets = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "mail.imap..", ROOT + "mail.pop3..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "java.net..");
}
