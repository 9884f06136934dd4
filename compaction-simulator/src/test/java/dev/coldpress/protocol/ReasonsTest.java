package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.OutputNames;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.testkit.codec.RowCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A partition in which nothing is merged says why, and the reason that counts is the one that somebody can do something
 * about.
 */
class ReasonsTest {

    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);

    private final SmallLake lake = new SmallLake();

    private Skip planned() {
        List<PlannedPartition> plans = new ArrayList<>();
        lake.compactor(lake.store).planAll(plans::add);
        assertThat(plans).hasSize(1);
        return plans.get(0).leftAlone().orElseThrow();
    }

    @Test
    void aPartitionWhoseFilesWereAllRefusedSaysSoAndNotThatThereAreTooFew() {
        lake.put(SmallLake.HOUR, "a.parquet", JUNK);
        lake.put(SmallLake.HOUR, "b.parquet", JUNK);

        assertThat(planned().reason()).isEqualTo(SkipReason.QUARANTINED);
        assertThat(planned().detail()).contains("a.parquet").contains("1 more file");
        CompactionReport report = lake.compact();
        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.QUARANTINED, 1));
        PartitionReport partition = report.partitions().get(0);
        assertThat(partition.leftAlone().orElseThrow().reason()).isEqualTo(SkipReason.QUARANTINED);
        assertThat(partition.filesLeftAlone()).hasSize(2);
    }

    @Test
    void aFileThatABrokenMergeLeavesAloneIsTheReasonToo() {
        lake.put(SmallLake.HOUR, "a.parquet", RowCodec.file(RowCodec.POISON));
        lake.put(SmallLake.HOUR, "b.parquet", RowCodec.file(RowCodec.POISON));
        lake.compact();
        assertThat(planned().reason()).isEqualTo(SkipReason.QUARANTINED);
    }

    @Test
    void theReasonOfMostFilesComesFirst() {
        lake.put(SmallLake.HOUR, "a.parquet", RowCodec.file(PhysicalType.INT64, List.of("a")));
        lake.addFile(SmallLake.HOUR, "b.parquet", 3);
        assertThat(planned().reason()).isEqualTo(SkipReason.SCHEMA_CONFLICT);
        for (String junk : List.of("c.parquet", "d.parquet", "e.parquet")) {
            lake.put(SmallLake.HOUR, junk, JUNK);
        }
        assertThat(planned().reason()).isEqualTo(SkipReason.QUARANTINED);
    }

    @Test
    void aRefusedFileIsTheReasonIfWithItThereWouldBeEnough() {
        lake.addFile(SmallLake.HOUR, "a.parquet", 3);
        lake.put(
                SmallLake.HOUR, "b.parquet", "junk that is as long as the other file".getBytes(StandardCharsets.UTF_8));
        assertThat(planned().reason()).isEqualTo(SkipReason.QUARANTINED);
    }

    /** Also not as one that is too large to be merged with what is left. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a row that is as long as all others together, so that the sizes would fit each other"})
    void aFreshOutputIsNotListedAsLeftAlone(String other) {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.put(SmallLake.HOUR, "a-other.parquet", RowCodec.file(PhysicalType.INT64, List.of("a", other)));
        PartitionReport first = lake.compact().partitions().get(0);
        assertThat(first.compacted()).hasSize(1);
        assertThat(first.filesLeftAlone())
                .extracting(SkippedFile::key)
                .containsExactly(SmallLake.HOUR.key("a-other.parquet"));
        lake.clock.advance(Duration.ofDays(2));
        PartitionReport second = lake.compact().partitions().get(0);
        assertThat(second.leftAlone().orElseThrow().reason()).isEqualTo(SkipReason.SCHEMA_CONFLICT);
        assertThat(second.filesLeftAlone()).extracting(SkippedFile::key).noneMatch(OutputNames::isOutput);
    }
}
