package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.settings.CompactionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RewriteRulesTest {

    private static final ObjectKey FILE = ObjectKey.of("p/part-0.parquet");
    private static final ObjectKey OUTPUT = ObjectKey.of("p/compacted_2f6c1c7e-0000-4000-8000-000000000000.parquet");

    private static ParquetFooter footer(List<String> codecs, RowGroupSummary... rowGroups) {
        List<ColumnSummary> columns = new ArrayList<>();
        for (String codec : codecs) {
            columns.add(new ColumnSummary(List.of("c" + columns.size()), 1, OptionalLong.empty(), List.of(codec), 1));
        }
        long rows =
                List.of(rowGroups).stream().mapToLong(RowGroupSummary::rowCount).sum();
        return new ParquetFooter(
                new ParquetSchema(List.of()), rows, List.of(rowGroups), columns, Map.of(), "", 0, Map.of(), List.of());
    }

    private static RowGroupSummary rowGroup(long rows, long megabytes) {
        return new RowGroupSummary(rows, megabytes << 20, megabytes << 20);
    }

    @Test
    void aFileIsRecompressedIfAnyColumnHasAnotherCodec() {
        RewriteRules rules = new RewriteRules(Set.of(Rewrite.CODEC), Optional.of(Compression.ZSTD));
        assertThat(rules.reason(OUTPUT, footer(List.of("ZSTD", "SNAPPY")))).hasValue(GroupReason.RECOMPRESS);
        assertThat(rules.reason(FILE, footer(List.of("ZSTD", "ZSTD")))).isEmpty();
    }

    @Test
    void aFileIsLaidOutIfItsRowGroupsAreTinyOnAverage() {
        RewriteRules rules = new RewriteRules(Set.of(Rewrite.LAYOUT), Optional.empty());
        ParquetFooter tiny = footer(List.of("SNAPPY"), rowGroup(10_000, 7), rowGroup(10_000, 8));
        assertThat(rules.reason(FILE, tiny)).hasValue(GroupReason.RELAYOUT);
        assertThat(rules.reason(OUTPUT, tiny)).as("it would come out the same").isEmpty();
        assertThat(rules.reason(FILE, footer(List.of("SNAPPY"), rowGroup(10_000, 8), rowGroup(10_000, 8))))
                .isEmpty();
        assertThat(rules.reason(FILE, footer(List.of("SNAPPY"), rowGroup(122_880, 2), rowGroup(122_880, 2))))
                .as("merges copy such row groups")
                .isEmpty();
        assertThat(rules.reason(FILE, footer(List.of("SNAPPY"), rowGroup(10_000, 2))))
                .isEmpty();
        assertThat(rules.reason(FILE, footer(List.of("SNAPPY"), rowGroup(0, 0), rowGroup(10_000, 2))))
                .isEmpty();
    }

    @Test
    void aWantedCodecNeedsAName() {
        assertThatThrownBy(() -> CompactionSettings.builder()
                        .rewrite(Set.of(Rewrite.CODEC))
                        .build())
                .hasMessage(
                        "rewrite is codec, but must not be codec unless a codec of merged files is set, because otherwise nothing tells"
                                + " which files are to be written again");
    }
}
