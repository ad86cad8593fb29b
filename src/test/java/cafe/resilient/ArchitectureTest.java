/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps the platform liftable into another application. */
@AnalyzeClasses(packages = "cafe.resilient", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule thePlatformKnowsNothingOfTheCafe = noClasses()
            .that()
            .resideInAPackage("cafe.resilient.platform..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("cafe.resilient..").and(resideOutsideOfPackage("cafe.resilient.platform..")));

    @ArchTest
    static final ArchRule theApiImportsNoRoom = noClasses()
            .that()
            .resideInAPackage("cafe.resilient.platform")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cafe.resilient.platform.*..");

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("cafe.resilient.platform.(*)..").should().beFreeOfCycles();

    /** The status of commands and stores is for applications, too, and asks several rooms. */
    @ArchTest
    static final ArchRule applicationsImportTheApiAndStatusAlone = noClasses()
            .that()
            .resideOutsideOfPackage("cafe.resilient.platform..")
            .should()
            .dependOnClassesThat(resideInAPackage("cafe.resilient.platform.*..")
                    .and(resideOutsideOfPackage("cafe.resilient.platform.status..")));

    @ArchTest
    static final ArchRule onlyRegionsLookUpDatasources = noClasses()
            .that()
            .resideOutsideOfPackage("cafe.resilient.platform.region..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(javax.sql.DataSource.class, javax.naming.InitialContext.class);

    @ArchTest
    static final ArchRule managementAccessIsInOneClass = noClasses()
            .that()
            .resideOutsideOfPackage("cafe.resilient.platform.pool..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.management..", "org.jboss.as..", "org.jboss.dmr..");

    @ArchTest
    static final ArchRule theAwsSdkIsInTwoPackages = noClasses()
            .that()
            .resideOutsideOfPackages("cafe.resilient.platform.queue..", "cafe.resilient.platform.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule theProviderOfJsonIsLookedForOnce =
            noClasses().should().dependOnClassesThat().belongToAnyOf(jakarta.json.Json.class);

    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther =
            slices().matching("cafe.resilient.(order|message|ops)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = classes()
            .should()
            .haveSimpleNameNotEndingWith("Impl")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Util");
}
