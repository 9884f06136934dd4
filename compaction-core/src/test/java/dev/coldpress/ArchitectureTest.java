package dev.coldpress;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.coldpress.port.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The shape that the architecture page promises. */
class ArchitectureTest {

    private static final JavaClasses CORE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.coldpress");

    /** In the order of the work: each may use those before it. */
    private static final List<String> STEPS = List.of(
            "port",
            "partition",
            "survey",
            "plan",
            "metadata",
            "merge",
            "record",
            "commit",
            "settings",
            "report",
            "dispatch",
            "catalog",
            "scan",
            "run");

    @Test
    void coreDependsOnTheJdkAndSlf4jAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("dev.coldpress..", "java..", "org.slf4j", "org.slf4j.spi", "org.jspecify.."))
                .check(CORE);
    }

    @Test
    void packagesUseOnlyThoseOfEarlierSteps() {
        for (int i = 0; i < STEPS.size(); i++) {
            List<String> later = STEPS.subList(i + 1, STEPS.size());
            String[] forbidden = later.stream().map(ArchitectureTest::ofStep).toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(ofStep(STEPS.get(i))))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(forbidden).or(resideInAPackage("dev.coldpress")))
                    .check(CORE);
        }
    }

    private static String ofStep(String step) {
        return "dev.coldpress." + step + "..";
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.coldpress.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void timeWaitingAndChanceComeFromPorts() {
        noClasses().should().callMethod(Instant.class, "now").check(CORE);
        noClasses().should().callMethod(System.class, "nanoTime").check(CORE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CORE);
        // What Compactor.forLake sets for production. Nothing else reaches it.
        var others = noClasses().that().doNotHaveSimpleName("Machine");
        others.should().callMethod(InstantSource.class, "system").check(CORE);
        others.should().callMethod(UUID.class, "randomUUID").check(CORE);
        others.should().callMethod(Thread.class, "sleep", long.class).check(CORE);
        noClasses()
                .that()
                .doNotHaveSimpleName("Compactor")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Machine")
                .check(CORE);
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(CORE);
        noClasses().should().dependOnClassesThat().areAssignableTo(Random.class).check(CORE);
    }

    /** A path of the JDK cannot hold every key: not those that the locale of the process cannot spell. */
    @Test
    void keysAreNoPaths() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .check(CORE);
    }

    @Test
    void onlyTheExecutorDeletesDataObjects() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DecisionExecutor")
                .and()
                // It hands on what others delete.
                .doNotHaveSimpleName("AroundStore")
                .and()
                // It refuses whatever is not below the control prefix.
                .doNotHaveSimpleName("ControlObjects")
                .should()
                .callMethod(ObjectStore.class, "delete", List.class)
                .check(CORE);
    }
}
