package dev.coldpress.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.merge.SchemaUnion.Result.Conflict;
import dev.coldpress.merge.SchemaUnion.Result.United;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.Widening;
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
        assertThat(SchemaUnion.unite(first, second, Widening.NONE)).isEqualTo(new United(expected));
    }

    private static void assertConflict(ParquetSchema first, ParquetSchema second, String... words) {
        for (SchemaUnion.Result result : List.of(
                SchemaUnion.unite(first, second, Widening.NONE), SchemaUnion.unite(second, first, Widening.NONE))) {
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

    /** A file that lacks it has NULL in its rows, for every reader; in a merged file the rows could only be empty. */
    @Test
    void aRepeatedFieldOutsideOfAListMustNotBeMissing() {
        SchemaNode leaf = leaf("r", Repetition.REPEATED, PhysicalType.INT32, "");
        SchemaNode group = group("r", Repetition.REPEATED, "", NAME);
        for (SchemaNode repeated : List.of(leaf, group)) {
            assertConflict(schema(ID), schema(ID, repeated), "field r is repeated", "missing in others", "empty list");
            assertConflict(
                    schema(group("s", Repetition.OPTIONAL, "", ID)),
                    schema(group("s", Repetition.OPTIONAL, "", ID, repeated)),
                    "field s.r is repeated");
        }
        SchemaNode struct = group("s", Repetition.REQUIRED, "", leaf);
        assertUnited(schema(ID), schema(ID, struct), schema(ID, struct.withRepetition(Repetition.OPTIONAL)));
    }

    @Test
    void aSignedIntegerAsWideAsItsPhysicalTypeIsTheBareOne() {
        SchemaNode bareInt = leaf("i", Repetition.OPTIONAL, PhysicalType.INT32, "");
        SchemaNode annotatedInt = leaf("i", Repetition.OPTIONAL, PhysicalType.INT32, "INTEGER(32,true)");
        SchemaNode annotatedId = leaf("id", Repetition.OPTIONAL, PhysicalType.INT64, "INTEGER(64,true)");
        SchemaNode bareId = ID.withRepetition(Repetition.OPTIONAL);
        assertUnited(schema(bareInt), schema(annotatedInt), schema(bareInt));
        assertUnited(schema(annotatedInt), schema(bareInt), schema(bareInt));
        assertUnited(schema(annotatedInt), schema(annotatedInt), schema(annotatedInt));
        assertUnited(schema(ID), schema(annotatedId), schema(bareId));
        assertConflict(
                schema(bareInt),
                schema(leaf("i", Repetition.OPTIONAL, PhysicalType.INT32, "INTEGER(16,true)")),
                "INTEGER(16,true)");
        assertConflict(
                schema(bareInt),
                schema(leaf("i", Repetition.OPTIONAL, PhysicalType.INT32, "INTEGER(32,false)")),
                "INTEGER(32,false)");
        assertConflict(
                schema(leaf("i", Repetition.OPTIONAL, PhysicalType.INT32, "INTEGER(64,true)")),
                schema(bareInt),
                "INT32");
    }

    @Test
    void aColumnOfTheNullTypeTakesTheTypeOfTheOtherSide() {
        SchemaNode nulls = leaf("name", Repetition.OPTIONAL, PhysicalType.INT32, "UNKNOWN");
        SchemaNode list = group("name", Repetition.REQUIRED, "LIST", group("list", Repetition.REPEATED, "", ID));
        for (SchemaNode typed : List.of(NAME, NAME.withRepetition(Repetition.REQUIRED), list)) {
            SchemaNode expected = typed.withRepetition(Repetition.OPTIONAL);
            assertUnited(schema(nulls), schema(typed), schema(expected));
            assertUnited(schema(typed), schema(nulls), schema(expected));
        }
        assertUnited(schema(nulls), schema(nulls), schema(nulls));
        assertUnited(schema(listOf(nulls)), schema(listOf(NAME)), schema(listOf(NAME)));
        SchemaNode required = nulls.withRepetition(Repetition.REQUIRED);
        SchemaNode requiredName = NAME.withRepetition(Repetition.REQUIRED);
        assertUnited(schema(required), schema(requiredName), schema(requiredName));
        assertConflict(schema(nulls), schema(NAME.withRepetition(Repetition.REPEATED)), "repeated BYTE_ARRAY (STRING)");
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
                schema(ID),
                schema(leaf("id", Repetition.REQUIRED, PhysicalType.INT32, "")),
                "field id is INT",
                " in some files and INT",
                "not merged with each other");
    }

    @Test
    void anotherLogicalTypeIsAConflict() {
        assertConflict(
                schema(NAME),
                schema(leaf("name", Repetition.OPTIONAL, PhysicalType.BYTE_ARRAY, "JSON")),
                "field name",
                "BYTE_ARRAY (STRING)",
                "BYTE_ARRAY (JSON)");
    }

    @Test
    void aRepeatedFieldIsNoOptionalOne() {
        assertConflict(schema(ID), schema(ID.withRepetition(Repetition.REPEATED)), "id", "repeated");
    }

    @Test
    void aGroupIsNoLeaf() {
        assertConflict(
                schema(ID), schema(group("id", Repetition.OPTIONAL, "", NAME)), "field id is", "INT64", "a group");
    }

    @Test
    void anotherFieldIdIsAConflict() {
        assertConflict(schema(withId(ID, 1)), schema(withId(ID, 2)), "field id has the field id", "1", "2");
        assertConflict(schema(withId(ID, 1)), schema(ID), "field id has", "the field id 1", "no field id");
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
        assertConflict(schema(plain), schema(shredded), "shredded into", "name BYTE_ARRAY (STRING)");
    }
}
