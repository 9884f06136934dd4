package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputNamesTest {

    private static final KeyPrefix PARTITION = KeyPrefix.of("app/dt=2026-01-15/");
    private static final UUID ID = UUID.fromString("0e3c1f6a-58ab-4c2f-9d5e-3b7c9a1d2e4f");
    private static final String PLAIN = "compacted_" + ID + ".parquet";

    private static FileGroup groupUpTo(String last) {
        return new FileGroup(List.of(file("a.parquet"), file(last)));
    }

    private static DataFile file(String name) {
        return new DataFile(new ObjectRef(PARTITION.key(name), new ObjectVersion("v"), 1), Instant.EPOCH, "c");
    }

    @ParameterizedTest
    @CsvSource({
        "b.parquet, ''",
        "part-1.parquet, z",
        "z.parquet, z",
        "zebra.parquet, zz",
        "zcompacted_ffffffff-ffff-ffff-ffff-ffffffffffff.parquet, zz"
    })
    void theNameSortsBehindTheLastSource(String last, String expected) {
        ObjectKey name = OutputNames.name(PARTITION, ID, groupUpTo(last), true);
        assertThat(name).isEqualTo(PARTITION.key(expected + PLAIN)).isGreaterThan(PARTITION.key(last));
        assertThat(OutputNames.isOutput(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~x.parquet", "{x.parquet", "\u00fcber.parquet", "zz~.parquet"})
    void behindSomeSourcesNoNameSortsAndThePlainOneIsTaken(String last) {
        assertThat(OutputNames.name(PARTITION, ID, groupUpTo(last), true)).isEqualTo(PARTITION.key(PLAIN));
    }

    @Test
    void aNameNeverBecomesTooLongForAFileSystem() {
        String last = "z".repeat(200) + ".parquet";
        assertThat(OutputNames.name(PARTITION, ID, groupUpTo(last), true).name())
                .hasSizeLessThan(150);
    }

    @Test
    void withoutNeedTheNameIsPlain() {
        assertThat(OutputNames.name(PARTITION, ID, groupUpTo("part-1.parquet"), false))
                .isEqualTo(PARTITION.key(PLAIN));
    }
}
