package io.zimbraproxy.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of the data is the direction of the imports (docs/architecture.md). */
@AnalyzeClasses(packages = "io.zimbraproxy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.zimbraproxy.proxy.";
    private static final String[] ABOVE_SESSION = {ROOT + "listener..", ROOT + "app..", ROOT + "config.."};

    @ArchTest
    static final ArchRule relayKnowsNothingOfOursButObserve = noClasses()
            .that()
            .resideInAPackage(ROOT + "relay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "app..",
                    ROOT + "config..",
                    ROOT + "http..",
                    ROOT + "listener..",
                    ROOT + "route..",
                    ROOT + "sasl..",
                    ROOT + "session..",
                    ROOT + "tls..",
                    ROOT + "upstream..",
                    "io.zimbraproxy.crds..");

    @ArchTest
    static final ArchRule observeKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(ROOT + "observe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "app..",
                    ROOT + "config..",
                    ROOT + "http..",
                    ROOT + "listener..",
                    ROOT + "relay..",
                    ROOT + "route..",
                    ROOT + "sasl..",
                    ROOT + "session..",
                    ROOT + "tls..",
                    ROOT + "upstream..",
                    "io.zimbraproxy.crds..");

    @ArchTest
    static final ArchRule routeNeverImportsSession = noClasses()
            .that()
            .resideInAPackage(ROOT + "route..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "session..", ROOT + "http..", ROOT + "upstream..", ROOT + "relay..");

    @ArchTest
    static final ArchRule imapAndPop3DoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(ROOT + "session.imap..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "session.pop3..");

    @ArchTest
    static final ArchRule pop3AndImapDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(ROOT + "session.pop3..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "session.imap..");

    @ArchTest
    static final ArchRule sessionsDoNotKnowWhoAcceptsThem = noClasses()
            .that()
            .resideInAPackage(ROOT + "session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ABOVE_SESSION);

    @ArchTest
    static final ArchRule webDoesNotKnowMail = noClasses()
            .that()
            .resideInAPackage(ROOT + "http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "session..", ROOT + "sasl..", ROOT + "listener..", ROOT + "app..", ROOT + "config..");

    @ArchTest
    static final ArchRule upstreamKnowsNoClients = noClasses()
            .that()
            .resideInAPackage(ROOT + "upstream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "session..", ROOT + "http..", ROOT + "listener..", ROOT + "app..");

    @ArchTest
    static final ArchRule dialoguesArePure = noClasses()
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
    static final ArchRule webServersKnowNoWebClients = noClasses()
            .that()
            .resideInAPackage(ROOT + "http.upstream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "http.client..", ROOT + "http.user..", ROOT + "http.rewrite..");

    @ArchTest
    static final ArchRule migrationKnowsTheModelOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + "migrate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "app..",
                    ROOT + "config..",
                    ROOT + "http..",
                    ROOT + "listener..",
                    ROOT + "observe..",
                    ROOT + "route..",
                    ROOT + "session..",
                    ROOT + "tls..",
                    ROOT + "upstream..",
                    "io.vertx..",
                    "io.netty..",
                    "io.quarkus..");

    @ArchTest
    static final ArchRule theModelNeedsNoServer = noClasses()
            .that()
            .resideInAPackage("io.zimbraproxy.crds..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.quarkus..", "io.netty..");

    @ArchTest
    static final ArchRule packagesHaveNoCircles =
            slices().matching("io.zimbraproxy.proxy.(*)..").should().beFreeOfCycles();
}
