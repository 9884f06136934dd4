package dev.coldpress.parquet.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ColumnMappingTest {

    private static List<SchemaNode> path(Repetition... repetitions) {
        return Arrays.stream(repetitions)
                .map(repetition ->
                        new SchemaNode("n", repetition, OptionalInt.empty(), "", PhysicalType.INT32, 0, List.of()))
                .toList();
    }

    @Test
    void levelsStayWhereRepetitionsAreEqual() {
        List<SchemaNode> path = path(Repetition.OPTIONAL, Repetition.REPEATED, Repetition.REQUIRED);

        assertThat(ColumnMapping.definitionMap(path, path)).containsExactly(0, 1, 2);
    }

    @Test
    void aRequiredLeafThatBecomesOptionalIsAlwaysDefined() {
        assertThat(ColumnMapping.definitionMap(path(Repetition.REQUIRED), path(Repetition.OPTIONAL)))
                .containsExactly(1);
    }

    @Test
    void aRequiredGroupThatBecomesOptionalIsDefinedWhereItsParentIs() {
        List<SchemaNode> source = path(Repetition.OPTIONAL, Repetition.REQUIRED, Repetition.OPTIONAL);
        List<SchemaNode> target = path(Repetition.OPTIONAL, Repetition.OPTIONAL, Repetition.OPTIONAL);

        assertThat(ColumnMapping.definitionMap(source, target)).containsExactly(0, 2, 3);
    }

    @Test
    void derivedLevelsAreThoseOfTheGroupAtMost() {
        List<SchemaNode> group = path(Repetition.OPTIONAL, Repetition.REPEATED);
        var derived = new ColumnMapping.Derived(0, 1, ColumnMapping.definitionMap(group, group));

        assertThat(derived.definition(0)).isEqualTo(0);
        assertThat(derived.definition(2)).isEqualTo(2);
        assertThat(derived.definition(5)).isEqualTo(2);
    }
}
