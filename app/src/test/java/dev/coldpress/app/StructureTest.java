package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import dev.coldpress.simulator.SimulateCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A reader who has to know more than three types at once to know one is lost, and so is one who looks for a type among
 * more than thirty. The application's tests see every module.
 */
class StructureTest {

    private static final int MOST_TYPES = 3;
    private static final int MOST_TYPES_IN_A_PACKAGE = 30;

    /** The top-level types that each top-level type of the project uses. */
    private static final Map<String, Set<String>> USED = new TreeMap<>();

    @BeforeAll
    static void readTypes() {
        Predicate<Location> isMain = new DoNotIncludeTests()::includes;
        new ClassFileImporter()
                .withImportOption(location -> isMain.test(location) && !location.contains("-tests.jar"))
                .importPackages("dev.coldpress")
                .forEach(StructureTest::add);
    }

    private static void add(JavaClass type) {
        Set<String> used = USED.computeIfAbsent(topLevel(type), name -> new TreeSet<>());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (target.getPackageName().startsWith("dev.coldpress")) {
                used.add(topLevel(target));
            }
        }
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    @Test
    void noCircleHasMoreThanThreeTypes() {
        assertThat(USED)
                .as("types of the simulator, the core and the command")
                .containsKeys(
                        SimulateCommand.class.getName(),
                        "dev.coldpress.Compactor",
                        "dev.coldpress.parquet.ParquetJavaCodec",
                        "dev.coldpress.testkit.SeededIds",
                        "dev.coldpress.app.Main");
        assertThat(circles(USED).stream().filter(circle -> circle.size() > MOST_TYPES))
                .isEmpty();
    }

    @Test
    void noPackageHasMoreThanThirtyTypes() {
        Map<String, Integer> sizes = new TreeMap<>();
        USED.keySet().forEach(type -> sizes.merge(type.substring(0, type.lastIndexOf('.')), 1, Integer::sum));
        assertThat(sizes).containsKeys("dev.coldpress.port", "dev.coldpress.parquet.internal.merge");
        assertThat(sizes.values()).allMatch(size -> size <= MOST_TYPES_IN_A_PACKAGE, sizes.toString());
    }

    @Test
    void aCircleOfFourIsFound() {
        Map<String, Set<String>> square =
                Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("d", "e"), "d", Set.of("a", "e"), "e", Set.of());

        assertThat(circles(square)).contains(Set.of("a", "b", "c", "d"), Set.of("e"));
    }

    /** For each type those that it reaches and that reach it, itself among them. */
    private static List<Set<String>> circles(Map<String, Set<String>> uses) {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(type -> reached.put(type, reachedFrom(type, uses)));
        List<Set<String>> circles = new ArrayList<>();
        reached.forEach((type, others) -> {
            Set<String> circle = new TreeSet<>(others);
            circle.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(type));
            circle.add(type);
            circles.add(circle);
        });
        return circles;
    }

    private static Set<String> reachedFrom(String type, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        List<String> next = new ArrayList<>(List.of(type));
        while (!next.isEmpty()) {
            for (String used : uses.getOrDefault(next.remove(next.size() - 1), Set.of())) {
                if (reached.add(used)) {
                    next.add(used);
                }
            }
        }
        return reached;
    }
}
