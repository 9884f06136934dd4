package dev.coldpress.parquet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODEC =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.coldpress.parquet");

    /** From the bytes up: each may use those before it. */
    private static final List<String> FLOORS = List.of(
            "bytes",
            "compression",
            "footer",
            "notation",
            "page",
            "mapping",
            "chunk",
            "repage",
            "order",
            "check",
            "source",
            "merge");

    @Test
    void packagesUseOnlyThoseBelow() {
        for (int i = 0; i < FLOORS.size(); i++) {
            String[] above = FLOORS.subList(i + 1, FLOORS.size()).stream()
                    .map(ArchitectureTest::ofFloor)
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(ofFloor(FLOORS.get(i))))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(above).or(resideInAPackage("dev.coldpress.parquet")))
                    .check(CODEC);
        }
    }

    private static String ofFloor(String floor) {
        return "dev.coldpress.parquet.internal." + floor + "..";
    }
}
