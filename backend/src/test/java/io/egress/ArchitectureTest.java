package io.egress;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.egress", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FLOOR = {
        "..revision..",
        "..security..",
        "..problem..",
        "..web..",
        "..contract..",
        "..audit..",
        "..trace..",
        "io.egress.openapi.."
    };

    @ArchTest
    static final ArchRule FLOOR_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAnyPackage(FLOOR)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "..trunk..",
                    "..number..",
                    "..variable..",
                    "..snapshot..",
                    "..status..",
                    "..access..",
                    "..rotation..",
                    "..events..",
                    "..routing..",
                    "..preview.."))
            .because("the floor carries the features and must not lean on them");

    @ArchTest
    static final ArchRule NUMBERS_AND_VARIABLES_DO_NOT_KNOW_TRUNKS = noClasses()
            .that()
            .resideInAnyPackage("..number..", "..variable..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..trunk..")
            .because("trunks own the links; what the others need they ask through interfaces of their own");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_SNAPSHOT = noClasses()
            .that()
            .resideOutsideOfPackage("..snapshot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..snapshot..")
            .because("publishing follows the features, never the other way round");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_WHO_COMPLETES_THE_CONTRACT = noClasses()
            .that()
            .resideOutsideOfPackage("io.egress.openapi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.egress.openapi..")
            .because("it works while the service is built, on what the annotations say");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_OPERATIONS = noClasses()
            .that()
            .resideOutsideOfPackage("..operations..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..operations..")
            .because("what is watched does not know who watches");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_WHO_LISTENS = noClasses()
            .that()
            .resideOutsideOfPackage("..events..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..events..")
            .because("whoever changes something need not tell those who follow: they read what is there");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_PREVIEW = noClasses()
            .that()
            .resideOutsideOfPackage("..preview..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..preview..")
            .because("who looks at a draft changes nothing, and nothing is made for the look alone");

    @ArchTest
    static final ArchRule ROUTING_IS_PURE = classes()
            .that()
            .resideInAPackage("..routing..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..routing..", "..trunk..")
            .because("what it says of a call follows from what it is given, as in Kamailio");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_ROTATION = noClasses()
            .that()
            .resideOutsideOfPackage("..rotation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..rotation..")
            .because("which key a value is under concerns nobody but operators");

    @ArchTest
    static final ArchRule REDIS_HAS_TWO_ROOMS = noClasses()
            .that()
            .resideOutsideOfPackages("..snapshot..", "..status..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus.redis..", "io.vertx.redis..")
            .because("one room writes what is wanted, one reads what proxies report");

    @ArchTest
    static final ArchRule JPA_STAYS_IN_STORES = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .haveSimpleNameNotEndingWith("Entity")
            .and()
            .haveSimpleNameNotEndingWith("Stamps")
            .and()
            .haveSimpleNameNotEndingWith("Revisions")
            .and()
            .haveNameNotMatching(".*Entity\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.persistence..")
            .because("only stores and entities know how rows are kept")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule HTTP_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .resideOutsideOfPackages("..problem..", "..web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("services are verbs; who calls them is not their concern");

    @ArchTest
    static final ArchRule CRYPTOGRAPHY_HAS_ONE_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("..security..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.crypto..")
            .because("what protects secrets is to be read in one place");

    @ArchTest
    static final ArchRule THE_DOMAIN_IS_PLAIN = classes()
            .that()
            .haveSimpleName("Trunk")
            .or()
            .haveSimpleName("SipUri")
            .or()
            .haveSimpleName("AuthMethod")
            .or()
            .haveSimpleName("CallerId")
            .or()
            .haveSimpleName("Credentials")
            .or()
            .haveSimpleName("IpAddress")
            .or()
            .haveSimpleName("AllowedIps")
            .or()
            .haveSimpleName("Habits")
            .or()
            .haveSimpleName("FromUser")
            .or()
            .haveSimpleName("IdentityHeader")
            .or()
            .haveSimpleName("NumberFormat")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..trunk..", "..security..")
            .because("rules of the field outlive frameworks");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.egress.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each room can be understood without the next");
}
