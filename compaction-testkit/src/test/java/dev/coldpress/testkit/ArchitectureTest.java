package dev.coldpress.testkit;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses TESTKIT =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.coldpress.testkit");

    @Test
    void packagesDoNotUseEachOther() {
        slices().matching("dev.coldpress.testkit.(*)..")
                .should()
                .notDependOnEachOther()
                .check(TESTKIT);
    }
}
