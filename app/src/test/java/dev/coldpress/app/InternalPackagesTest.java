package dev.coldpress.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.coldpress.report.LogLine;
import org.junit.jupiter.api.Test;

/**
 * What a module calls internal, no other module uses; the command has rooms. The application sees every module that is
 * released with it.
 */
class InternalPackagesTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.coldpress");

    @Test
    void nobodyOutsideTheCoreUsesItsRun() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("dev.coldpress", "dev.coldpress.scan..", "dev.coldpress.run..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.coldpress.scan..", "dev.coldpress.run.."));
        rule.check(PRODUCT);
    }

    @Test
    void nobodyOutsideTheCodecUsesItsFloors() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("dev.coldpress.parquet..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.coldpress.parquet.internal.."));
        rule.check(PRODUCT);
    }

    @Test
    void factsAreLoggedInTheMessageAsWell() {
        ArchRule rule = noClasses()
                .that()
                .areNotAssignableTo(LogLine.class)
                .should()
                .callMethodWhere(target(name("addKeyValue")))
                .because("most logging frameworks print the message alone; use LogLine");
        rule.check(PRODUCT);
    }

    @Test
    void theRoomsOfTheCommandUseEachOtherInOneDirection() {
        slices().matching("dev.coldpress.app.(*)..").should().beFreeOfCycles().check(PRODUCT);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("dev.coldpress.app.*..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.coldpress.app"));
        rule.check(PRODUCT);
    }
}
