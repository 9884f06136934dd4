package dev.coldpress.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SIMULATOR =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.coldpress.simulator");

    /** From a single step to the hunt for mutants: each may use those before it. */
    private static final List<String> PACKAGES =
            List.of("step", "world", "lake", "history", "decide", "search", "mutant", "hunt");

    @Test
    void packagesUseOnlyThoseBefore() {
        for (int i = 0; i < PACKAGES.size(); i++) {
            String[] later = PACKAGES.subList(i + 1, PACKAGES.size()).stream()
                    .map(ArchitectureTest::whole)
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(whole(PACKAGES.get(i))))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(later).or(resideInAPackage("dev.coldpress.simulator")))
                    .check(SIMULATOR);
        }
    }

    private static String whole(String name) {
        return "dev.coldpress.simulator." + name + "..";
    }
}
