package dev.coldpress.parquet.internal.footer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriterQuirksTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "parquet-mr, true, false, true, false",
                "parquet-mr version 1.2.8 (build abc), true, false, true, true",
                "parquet-mr version 1.2.9 (build abc), false, false, true, true",
                "parquet-mr version 1.8.0 (build abc), false, false, false, true",
                "parquet-mr version 1.10.0 (build abc), false, false, false, false",
                "parquet-cpp version 1.5.1-SNAPSHOT, false, true, false, true",
                "parquet-cpp-arrow version 2.0.0, false, false, false, true",
                "parquet-cpp-arrow version 4.0.1, false, false, false, true",
                "parquet-cpp-arrow version 6.0.0, false, false, false, false",
                "parquet-cpp-arrow version 25.0.1, false, false, false, false",
                "https://github.com/r-lib/nanoparquet, false, false, true, false",
                "Polars, false, false, true, true",
                "'', false, false, true, false"
            })
    void areThoseOfTheWriter(
            String createdBy, boolean shortChunks, boolean alwaysCompressed, boolean linked, boolean nullCounts) {
        WriterQuirks quirks = WriterQuirks.of(createdBy);

        assertThat(quirks.shortChunks()).isEqualTo(shortChunks);
        assertThat(quirks.v2AlwaysCompressed()).isEqualTo(alwaysCompressed);
        assertThat(quirks.linkedDeltaPages()).isEqualTo(linked);
        assertThat(quirks.wrongNullCounts()).isEqualTo(nullCounts);
        assertThat(quirks.unlabelledLevels()).isEqualTo(createdBy.contains("nanoparquet"));
    }
}
