package dev.coldpress.parquet.internal.footer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.bytes.ContentException;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;

final class FileKindsTest {

    private final FileKinds kinds = new FileKinds();

    private static List<SchemaElement> schema(Type type) {
        SchemaElement root = new SchemaElement("m");
        root.setNum_children(1);
        SchemaElement leaf = new SchemaElement("a");
        leaf.setType(type);
        leaf.setRepetition_type(FieldRepetitionType.OPTIONAL);
        return List.of(root, leaf);
    }

    @Test
    void anEqualSchemaIsNotReadAgain() {
        assertThat(kinds.schema(schema(Type.INT64))).isSameAs(kinds.schema(schema(Type.INT64)));
    }

    @Test
    void anotherSchemaIsAnother() {
        FileSchema numbers = kinds.schema(schema(Type.INT64));
        assertThat(kinds.schema(schema(Type.INT32)).schema()).isNotEqualTo(numbers.schema());
        assertThat(kinds.schema(schema(Type.INT64)).schema()).isEqualTo(numbers.schema());
    }

    /** The structure of a type that this version does not know is one that is not set, and cannot be compared. */
    @Test
    void anUnknownLogicalTypeOfTheRootIsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            List<SchemaElement> elements = schema(Type.INT64);
            elements.get(0).setLogicalType(new LogicalType());
            assertThatThrownBy(() -> kinds.schema(elements)).isInstanceOf(ContentException.class);
        }
    }

    @Test
    void aWriterIsTheSameUntilAnotherComes() {
        WriterQuirks first = kinds.quirks("parquet-mr version 1.8.0 (build 1)");
        assertThat(kinds.quirks("parquet-mr version 1.8.0 (build 1)")).isSameAs(first);
        assertThat(kinds.quirks("parquet-mr version 1.2.0 (build 1)").shortChunks())
                .isTrue();
    }
}
