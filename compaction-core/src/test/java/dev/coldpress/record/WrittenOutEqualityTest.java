package dev.coldpress.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that write out their equality leave out no component. */
class WrittenOutEqualityTest {

    private static final SchemaNode LEAF = leaf("a");

    private static SchemaNode leaf(String name) {
        return new SchemaNode(name, Repetition.OPTIONAL, OptionalInt.empty(), "", PhysicalType.INT32, 0, List.of());
    }

    private static ObjectRef ref(String name) {
        return new ObjectRef(ObjectKey.of(name), new ObjectVersion("1"), 7);
    }

    private static PlannedGroup group(String output) {
        return new PlannedGroup(
                ObjectKey.of(output), new UploadToken("t"), List.of(new PlannedSource(ref("source"), 1)));
    }

    /** A record's type, the components of one, and another value for each of them. */
    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(ObjectKey.class, List.of("a"), List.of("b")),
                Arguments.of(KeyPrefix.class, List.of("a/"), List.of("b/")),
                Arguments.of(ObjectVersion.class, List.of("1"), List.of("2")),
                Arguments.of(UploadToken.class, List.of("t"), List.of("u")),
                Arguments.of(
                        ObjectRef.class,
                        List.of(ObjectKey.of("a"), new ObjectVersion("1"), 7L),
                        List.of(ObjectKey.of("b"), new ObjectVersion("2"), 8L)),
                Arguments.of(PlannedSource.class, List.of(ref("a"), 1L), List.of(ref("b"), 2L)),
                Arguments.of(
                        PlannedGroup.class,
                        List.of(ObjectKey.of("a"), new UploadToken("t"), List.of(new PlannedSource(ref("s"), 1))),
                        List.of(ObjectKey.of("b"), new UploadToken("u"), List.of(new PlannedSource(ref("s"), 2)))),
                Arguments.of(
                        DecidedGroup.class,
                        List.of(group("a"), Decision.KEEP, Optional.of(ref("a"))),
                        List.of(group("b"), Decision.RETRACT, Optional.of(ref("b")))),
                Arguments.of(ParquetSchema.class, List.of(List.of(LEAF)), List.of(List.of(leaf("b")))),
                Arguments.of(
                        SchemaNode.class,
                        List.of("a", Repetition.OPTIONAL, OptionalInt.empty(), "", PhysicalType.INT32, 0, List.of()),
                        List.of("b", Repetition.REQUIRED, OptionalInt.of(1), "DATE", PhysicalType.INT64, 1, List.of())),
                Arguments.of(
                        SchemaNode.class,
                        Arrays.asList("a", Repetition.OPTIONAL, OptionalInt.empty(), "", null, 0, List.of(LEAF)),
                        Arrays.asList(
                                "b", Repetition.REQUIRED, OptionalInt.of(1), "LIST", null, 1, List.of(leaf("b")))));
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachComponentCounts(Class<? extends Record> type, List<Object> components, List<Object> others)
            throws ReflectiveOperationException {
        Record record = make(type, components);
        Record equal = make(type, components);
        assertThat(record).isEqualTo(equal).hasSameHashCodeAs(equal).isNotEqualTo(null);

        for (int i = 0; i < components.size(); i++) {
            List<Object> changed = Arrays.asList(components.toArray());
            changed.set(i, others.get(i));
            boolean same = Objects.equals(components.get(i), others.get(i));
            assertThat(make(type, changed).equals(record))
                    .as("with another %s", type.getRecordComponents()[i].getName())
                    .isEqualTo(same);
        }
    }

    private static Record make(Class<? extends Record> type, List<Object> components)
            throws ReflectiveOperationException {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(components.toArray());
    }
}
