package dev.coldpress.parquet.internal.footer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.apache.parquet.column.schema.EdgeInterpolationAlgorithm;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogicalTypeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "STRING",
                "MAP",
                "MAP_KEY_VALUE",
                "LIST",
                "ENUM",
                "DATE",
                "JSON",
                "BSON",
                "UUID",
                "FLOAT16",
                "UNKNOWN",
                "INTERVAL",
                "VARIANT(1)",
                "GEOMETRY",
                "GEOMETRY(a (b), c)",
                "GEOGRAPHY",
                "GEOGRAPHY(srid:1,VINCENTY)",
                "DECIMAL(9,2)",
                "TIME(MILLIS,false)",
                "TIMESTAMP(NANOS,true)",
                "INTEGER(16,false)"
            })
    void parsingIsTheInverseOfFormatting(String text) {
        assertThat(LogicalTypeText.format(LogicalTypeText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECIMAL(9,2)", "TIME(MICROS,true)", "TIMESTAMP(NANOS,false)", "INTEGER(8,true)"})
    void theTextIsThatOfParquetJava(String text) {
        LogicalTypeAnnotation type = Objects.requireNonNull(LogicalTypeText.parse(text));

        assertThat(LogicalTypeText.format(type)).isEqualTo(type.toString());
    }

    @Test
    void aCoordinateSystemMayHaveCommas() {
        LogicalTypeAnnotation type = LogicalTypeAnnotation.geographyType("a,b", EdgeInterpolationAlgorithm.KARNEY);

        assertThat(LogicalTypeText.parse(LogicalTypeText.format(type))).isEqualTo(type);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> LogicalTypeText.parse("FILE")).isInstanceOf(IllegalArgumentException.class);
    }
}
