package dev.coldpress.simulator.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coldpress.simulator.hunt.MutantHunt.Outcome;
import dev.coldpress.simulator.mutant.FenceMutants;
import dev.coldpress.simulator.mutant.Mutant;
import dev.coldpress.simulator.mutant.MutantCompiler;
import dev.coldpress.simulator.mutant.Mutants;
import dev.coldpress.simulator.mutant.Patch;
import dev.coldpress.simulator.mutant.RepairMutants;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator's teeth: random histories notice each rule that is switched off. */
class MutantTest {

    /**
     * Need so many histories that only {@code scripts/simulate --mutants} has the time; most of them have scenarios.
     */
    private static final Set<String> RARE = Set.of(
            "skip_own_abort",
            "overlap_looked_at_once",
            "listing_before_abort",
            "listing_before_head",
            "no_nonce_etag_aba",
            "log_read_of_recreated_number",
            "repair_by_the_present_record",
            "outputs_repaired_in_place",
            "made_while_it_goes",
            "overlapping_merged_together",
            "names_in_an_unknown_output",
            "dropped_of_another_lake_deleted");

    private static final MutantHunt HUNT = new MutantHunt(
            1, 20_000, Duration.ofMinutes(1), Runtime.getRuntime().availableProcessors());

    private static final long FEW_HISTORIES = 5_000;

    private static final MutantHunt SHORT_HUNT = new MutantHunt(
            1, FEW_HISTORIES, Duration.ofMinutes(5), Runtime.getRuntime().availableProcessors());

    static Stream<String> names() {
        return Mutants.all().stream().map(Mutant::name).filter(name -> !RARE.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSwitchedOffRuleIsNoticed(String name) {
        Outcome outcome = HUNT.hunt(Mutants.named(name).orElseThrow(), false);
        assertThat(outcome.caught())
                .as("after %s histories", outcome.histories())
                .isTrue();
    }

    /** Where nobody refuses, one clean run of each heals what two sets of records do to each other. */
    @Test
    void twoSetsOfRecordsLoseNothingWhereNobodyRefuses() {
        Outcome outcome = SHORT_HUNT.hunt(FenceMutants.unfenced(), true);
        assertThat(outcome.caught()).as(String.join("\n", outcome.lines())).isFalse();
        assertThat(outcome.histories()).isEqualTo(FEW_HISTORIES);
    }

    /** Else a mutant that has no repair, so that its shortcut shows, might be caught for that alone. */
    @Test
    void theProtocolNeedsNoRepair() {
        assertThat(Mutants.all())
                .filteredOn(mutant -> mutant.patches().contains(RepairMutants.withoutRepair()))
                .filteredOn(mutant -> !mutant.name().equals("no_repair"))
                .isNotEmpty()
                .allMatch(
                        mutant -> RepairMutants.PROTOCOL_ALONE.containsAll(mutant.families()), "has such worlds alone");
        Outcome outcome = SHORT_HUNT.hunt(RepairMutants.protocolAlone(), true);
        assertThat(outcome.caught()).as(String.join("\n", outcome.lines())).isFalse();
        assertThat(outcome.histories()).isEqualTo(FEW_HISTORIES);
    }

    @Test
    void aFindingIsToldInFullAndShrunk() {
        Outcome outcome = HUNT.hunt(Mutants.named("done_before_deletes").orElseThrow(), true);
        assertThat(outcome.lines())
                .anyMatch(line -> line.startsWith("seed "))
                .anyMatch(line -> line.startsWith("world "))
                .anyMatch(line -> line.contains("PUBLISH"))
                .anyMatch(line -> line.startsWith("SHRUNK to "));
    }

    @Test
    void aPatchWhoseTextIsNotThereExactlyOnceIsRefused() {
        Patch patch = new Patch("A.java", "one", "two");
        assertThat(patch.apply("zero one")).isEqualTo("zero two");
        assertThatIllegalStateException().isThrownBy(() -> patch.apply("zero")).withMessageContaining("is not in A");
        assertThatIllegalStateException()
                .isThrownBy(() -> patch.apply("one one"))
                .withMessageContaining("more than once");
    }

    @Test
    void everyPatchFitsTheCoreAsItIs() {
        MutantCompiler compiler = new MutantCompiler();
        assertThat(Mutants.all())
                .allSatisfy(mutant -> assertThat(compiler.patched(mutant)).isNotEmpty());
    }

    @Test
    void mutantsHaveNamesOfTheirOwn() {
        assertThat(Mutants.all().stream().map(Mutant::name)).doesNotHaveDuplicates();
    }
}
