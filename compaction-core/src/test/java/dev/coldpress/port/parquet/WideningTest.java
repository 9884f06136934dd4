package dev.coldpress.port.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideningTest {

    private static SchemaNode leaf(String text) {
        String[] parts = text.split(" ", 2);
        boolean isFixed = parts[0].startsWith("FIXED");
        return new SchemaNode(
                "c",
                Repetition.REQUIRED,
                OptionalInt.empty(),
                parts.length > 1 ? parts[1].replace(';', ',') : "",
                isFixed ? PhysicalType.FIXED_LEN_BYTE_ARRAY : PhysicalType.valueOf(parts[0]),
                isFixed ? Integer.parseInt(parts[0].substring("FIXED".length())) : 0,
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "INT32, INT64, INT64",
        "INT32 INTEGER(8;true), INT32, INT32",
        "INT32 INTEGER(8;true), INT32 INTEGER(16;true), INT32 INTEGER(16;true)",
        "INT32 INTEGER(16;true), INT64 INTEGER(64;true), INT64 INTEGER(64;true)",
        "FLOAT, DOUBLE, DOUBLE",
        "INT32 DECIMAL(5;2), INT32 DECIMAL(7;2), INT32 DECIMAL(7;2)",
        "INT32 DECIMAL(5;2), INT64 DECIMAL(12;2), INT64 DECIMAL(12;2)",
        "INT32 DECIMAL(5;2), FIXED16 DECIMAL(38;2), FIXED16 DECIMAL(38;2)",
        "FIXED16 DECIMAL(5;2), INT64 DECIMAL(12;2), FIXED16 DECIMAL(12;2)",
        "INT64 DECIMAL(18;2), FIXED8 DECIMAL(18;2), FIXED8 DECIMAL(18;2)",
        "FIXED3 DECIMAL(5;2), INT32 DECIMAL(9;2), INT32 DECIMAL(9;2)",
        "FIXED3 DECIMAL(5;2), FIXED5 DECIMAL(9;2), FIXED5 DECIMAL(9;2)",
        "BYTE_ARRAY DECIMAL(5;2), BYTE_ARRAY DECIMAL(9;2), BYTE_ARRAY DECIMAL(9;2)",
        "FIXED17 DECIMAL(39;2), FIXED32 DECIMAL(76;2), FIXED32 DECIMAL(76;2)"
    })
    void theWiderTypeHoldsTheValuesOfBoth(String narrow, String other, String wide) {
        assertThat(Widening.SAFE.unite(leaf(narrow), leaf(other))).contains(leaf(wide));
        assertThat(Widening.SAFE.unite(leaf(other), leaf(narrow))).contains(leaf(wide));
        assertThat(Widening.fits(leaf(narrow), leaf(wide))).isTrue();
        assertThat(Widening.fits(leaf(other), leaf(wide))).isTrue();
        assertThat(Widening.NONE.unite(leaf(narrow), leaf(other))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INT32, FLOAT",
        "INT32, DOUBLE",
        "INT64, DOUBLE",
        "INT32, INT64 INTEGER(64;false)",
        "INT32 INTEGER(32;false), INT64",
        "INT32 DATE, INT64",
        "INT32 DECIMAL(5;2), INT64 DECIMAL(12;3)",
        "INT32 DECIMAL(5;2), INT32",
        "INT32 DECIMAL(5;2), BYTE_ARRAY DECIMAL(12;2)",
        "FIXED16 DECIMAL(38;2), FIXED17 DECIMAL(39;2)",
        "BYTE_ARRAY DECIMAL(5;2), BYTE_ARRAY DECIMAL(76;2)",
        "INT64 TIMESTAMP(MILLIS;true), INT64 TIMESTAMP(MICROS;true)",
        "BYTE_ARRAY, BYTE_ARRAY STRING"
    })
    void whatCouldChangeAValueIsNotWidened(String first, String second) {
        assertThat(Widening.SAFE.unite(leaf(first), leaf(second))).isEmpty();
        assertThat(Widening.SAFE.unite(leaf(second), leaf(first))).isEmpty();
    }

    @Test
    void aWiderTypeDoesNotFitIntoANarrowerOne() {
        assertThat(Widening.fits(leaf("INT64"), leaf("INT32"))).isFalse();
        assertThat(Widening.fits(leaf("DOUBLE"), leaf("FLOAT"))).isFalse();
        assertThat(Widening.fits(leaf("INT64 DECIMAL(12;2)"), leaf("INT32 DECIMAL(5;2)")))
                .isFalse();
    }
}
