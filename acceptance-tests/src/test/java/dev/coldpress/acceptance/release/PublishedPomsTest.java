package dev.coldpress.acceptance.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedPomsTest {

    private static final List<String> NOT_FOR_EMBEDDERS = List.of("coldpress-app", "coldpress-bom");

    /** Spark's modules can be left out of a build, and are published like the others. */
    private static List<String> modules() throws Exception {
        ProjectPom parent = ProjectPom.of(".");
        List<String> modules = new ArrayList<>(parent.texts("modules/module"));
        modules.addAll(parent.texts("profiles/profile[id='with-spark']/modules/module"));
        assertThat(modules).contains("engine-spark-runtime");
        return modules;
    }

    @Test
    void theBomNamesEachPublishedLibraryAndNothingElse() throws Exception {
        List<String> libraries = new ArrayList<>();
        for (String module : modules()) {
            ProjectPom pom = ProjectPom.of(module);
            if (!pom.texts("properties/maven.deploy.skip").contains("true")) {
                libraries.add(pom.text("artifactId"));
            }
        }
        libraries.removeAll(NOT_FOR_EMBEDDERS);
        ProjectPom bom = ProjectPom.of("bom");
        String managed = "dependencyManagement/dependencies/dependency/";
        assertThat(bom.texts(managed + "artifactId")).containsExactlyInAnyOrderElementsOf(libraries);
        assertThat(bom.texts(managed + "groupId")).containsOnly("dev.coldpress");
        assertThat(bom.texts(managed + "version")).containsOnly("${project.version}");
        assertThat(bom.texts("parent"))
                .as("a parent would bring its managed versions")
                .isEmpty();
    }

    @Test
    void theBomHasTheVersionAndTheAddressesOfTheParent() throws Exception {
        ProjectPom parent = ProjectPom.of(".");
        ProjectPom bom = ProjectPom.of("bom");
        for (String same : List.of(
                "version",
                "url",
                "inceptionYear",
                "licenses",
                "developers",
                "scm",
                "issueManagement",
                "properties/project.build.outputTimestamp",
                "profiles/profile[id='publish']")) {
            assertThat(bom.text(same)).as(same).isEqualTo(parent.text(same));
        }
    }

    @Test
    void eachPublishedModuleHasANameAndADescription() throws Exception {
        for (String module : modules()) {
            ProjectPom pom = ProjectPom.of(module);
            assertThat(pom.text("name")).as(module).startsWith("Coldpress :: ");
            assertThat(pom.text("description")).as(module).isNotEmpty();
        }
    }

    @Test
    void eachExampleAsksForTheVersionOfTheProject() throws Exception {
        String version = ProjectPom.of(".").text("version");
        for (String example : ProjectPom.of("examples").texts("modules/module")) {
            List<String> asked = ProjectPom.of("examples/" + example).texts("properties/coldpress.version");
            assertThat(asked).as(example).allMatch(version::equals);
        }
    }
}
