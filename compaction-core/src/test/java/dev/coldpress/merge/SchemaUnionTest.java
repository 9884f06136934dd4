package dev.coldpress.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.merge.SchemaUnion.Result.Conflict;
import dev.coldpress.merge.SchemaUnion.Result.United;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SchemaUnionTest {

    private static final SchemaNode ID = leaf("id", Repetition.REQUIRED, PhysicalType.INT64, "");
    private static final SchemaNode NAME = leaf("name", Repetition.OPTIONAL, PhysicalType.BYTE_ARRAY, "STRING");

    private static SchemaNode leaf(String name, Repetition repetition, PhysicalType type, String logicalType) {
        return new SchemaNode(name, repetition, OptionalInt.empty(), logicalType, type, 0, List.of());
    }

    private static SchemaNode group(String name, Repetition repetition, String logicalType, SchemaNode... children) {
        return new SchemaNode(name, repetition, OptionalInt.empty(), logicalType, null, 0, List.of(children));
    }

    private static SchemaNode listOf(SchemaNode element) {
        return group("tags", Repetition.OPTIONAL, "LIST", group("list", Repetition.REPEATED, "", element));
    }

    private static SchemaNode withId(SchemaNode node, int id) {
        return new SchemaNode(
                node.name(),
                node.repetition(),
                OptionalInt.of(id),
                node.logicalType(),
                node.physicalType(),
                node.typeLength(),
                node.children());
    }

    private static ParquetSchema schema(SchemaNode... fields) {
        return new ParquetSchema(List.of(fields));
    }

    private static void assertUnited(ParquetSchema first, ParquetSchema second, ParquetSchema expected) {
        assertThat(SchemaUnion.unite(first, second)).isEqualTo(new United(expected));
    }

    private static void assertConflict(ParquetSchema first, ParquetSchema second, String... words) {
        for (SchemaUnion.Result result : List.of(SchemaUnion.unite(first, second), SchemaUnion.unite(second, first))) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Conflict.class,
                            conflict -> assertThat(conflict.difference()).contains(words));
        }
    }

    @Test
    void aSchemaUnitesWithItself() {
        assertUnited(schema(ID, NAME), schema(ID, NAME), schema(ID, NAME));
    }

    @Test
    void theOrderOfFieldsDoesNotMatterAndTheFirstLeads() {
        assertUnited(schema(ID, NAME), schema(NAME, ID), schema(ID, NAME));
    }

    @Test
    void aMissingFieldBecomesOptional() {
        assertUnited(schema(NAME), schema(NAME, ID), schema(NAME, ID.withRepetition(Repetition.OPTIONAL)));
        assertUnited(schema(ID, NAME), schema(NAME), schema(ID.withRepetition(Repetition.OPTIONAL), NAME));
    }

    @Test
    void aMissingRepeatedFieldStaysRepeated() {
        SchemaNode repeated = leaf("r", Repetition.REPEATED, PhysicalType.INT32, "");
        assertUnited(schema(ID), schema(ID, repeated), schema(ID, repeated));
    }

    @Test
    void requiredAndOptionalBecomeOptional() {
        SchemaNode optional = ID.withRepetition(Repetition.OPTIONAL);
        assertUnited(schema(ID), schema(optional), schema(optional));
        assertUnited(schema(optional), schema(ID), schema(optional));
    }

    @Test
    void fieldsOfStructsUniteAlsoInsideLists() {
        SchemaNode narrow = listOf(group("element", Repetition.OPTIONAL, "", ID));
        SchemaNode wide = listOf(group("element", Repetition.OPTIONAL, "", ID, NAME));
        assertUnited(schema(narrow), schema(wide), schema(wide));
    }

    @Test
    void theStructureOfAListIsNotExtended() {
        SchemaNode threeLevels = listOf(leaf("element", Repetition.OPTIONAL, PhysicalType.INT32, ""));
        SchemaNode otherName = listOf(leaf("item", Repetition.OPTIONAL, PhysicalType.INT32, ""));
        assertConflict(schema(threeLevels), schema(otherName), "inside of a list, map or variant");
    }

    @Test
    void anotherTypeIsAConflict() {
        assertConflict(
                schema(ID), schema(leaf("id", Repetition.REQUIRED, PhysicalType.INT32, "")), "id", "physical type");
    }

    @Test
    void anotherLogicalTypeIsAConflict() {
        assertConflict(
                schema(NAME),
                schema(leaf("name", Repetition.OPTIONAL, PhysicalType.BYTE_ARRAY, "JSON")),
                "name",
                "logical type",
                "STRING",
                "JSON");
    }

    @Test
    void aRepeatedFieldIsNoOptionalOne() {
        assertConflict(schema(ID), schema(ID.withRepetition(Repetition.REPEATED)), "id", "repeated");
    }

    @Test
    void aGroupIsNoLeaf() {
        assertConflict(schema(ID), schema(group("id", Repetition.OPTIONAL, "", NAME)), "id", "a group or not");
    }

    @Test
    void anotherFieldIdIsAConflict() {
        assertConflict(schema(withId(ID, 1)), schema(withId(ID, 2)), "id", "field id");
        assertConflict(schema(withId(ID, 1)), schema(ID), "id", "field id");
    }

    @Test
    void oneFieldIdForTwoNamesIsAConflict() {
        assertConflict(schema(withId(ID, 1)), schema(withId(NAME, 1)), "field id 1");
    }

    @Test
    void namesThatDifferInCaseAloneAreAConflict() {
        assertConflict(schema(ID), schema(leaf("ID", Repetition.REQUIRED, PhysicalType.INT64, "")), "case of letters");
    }

    @Test
    void variantsUniteOnlyWithEqualShredding() {
        SchemaNode plain = group("v", Repetition.OPTIONAL, "VARIANT(1)", ID);
        SchemaNode shredded = group("v", Repetition.OPTIONAL, "VARIANT(1)", ID, NAME);
        assertUnited(schema(plain), schema(plain), schema(plain));
        assertConflict(schema(plain), schema(shredded), "shredding");
    }
}
