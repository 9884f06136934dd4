package dev.coldpress.simulator.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.simulator.mutant.FenceMutants;
import dev.coldpress.simulator.mutant.Mutant;
import dev.coldpress.simulator.mutant.Mutants;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of the commit protocol: what each shortcut does, and that the real code does not. */
class ScenarioTest {

    static Stream<String> names() {
        return Scenarios.all().stream().map(Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theRealCodeKeepsItsPromises(String name) {
        // Where two sets of records are used, the real code refuses; what it does if it does not has to be right as
        // well.
        List<String> lines = Scenarios.named(name).unfenced()
                ? MutantHunt.scenario(FenceMutants.unfenced(), name)
                : MutantHunt.scenarioHere(name);
        assertThat(lines.get(0)).as(String.join("\n", lines)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theShortcutBreaksAPromise(String name) {
        Mutant mutant = Mutants.named(name).orElseThrow();
        List<String> lines = MutantHunt.scenario(mutant, name);
        assertThat(lines.get(0))
                .as(String.join("\n", lines))
                .startsWith(Scenarios.named(name).promise() + ":");
    }

    @Test
    void aRecordThatIsDeletedMidwayDoublesRowsUntilTheNextRun() {
        List<String> trace = new ArrayList<>();
        Scenario scenario = Scenarios.recordDeleted();
        assertThat(scenario.run(trace)).as(String.join("\n", trace)).isEmpty();
        assertThat(trace)
                .as("the merge and its repair")
                .filteredOn(line -> line.contains(" PUBLISH "))
                .hasSize(2);
    }
}
