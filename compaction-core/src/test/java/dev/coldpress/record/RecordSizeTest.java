package dev.coldpress.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.UploadToken;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PartitionRecord.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A record is bounded, whatever its partition holds. */
class RecordSizeTest {

    private static final KeyPrefix PARTITION = KeyPrefix.of("app/hour=10/");

    private static ObjectRef source(int number) {
        String name = "x".repeat(800) + number + ".parquet";
        return new ObjectRef(PARTITION.key(name), new ObjectVersion("v".repeat(120)), 1L << 40);
    }

    @Test
    void theLargestRoundFitsWithTheLongestNamesAndMessages() {
        List<SkippedSource> skipped = IntStream.range(0, 5_000)
                .mapToObj(i -> new SkippedSource(
                        new SkippedFile(source(i), new Skip(SkipReason.QUARANTINED, "why".repeat(10_000))), 0))
                .toList();
        List<PlannedSource> sources = IntStream.range(0, 10_000)
                .mapToObj(i -> new PlannedSource(source(i), Long.MAX_VALUE / 20_000))
                .toList();
        PlannedGroup group = new PlannedGroup(PARTITION.key("compacted.parquet"), new UploadToken("t"), sources);
        Planned record = new Planned(
                PARTITION,
                new Stamp(new UUID(1, 2), "here", "host:1", Instant.EPOCH),
                new Retained(List.of(), skipped, KnownFiles.NONE),
                new UUID(3, 4),
                List.of(group));
        byte[] body = RecordText.write(record);
        assertThat(body.length).isLessThanOrEqualTo(RecordPlace.MAX_BYTES);
        assertThat(RecordParser.parse(PARTITION, body)).isEqualTo(record);
    }

    @Test
    void whatWasSkippedLastIsRemembered() {
        List<SkippedSource> skipped = IntStream.range(0, 5_000)
                .mapToObj(i -> new SkippedSource(new SkippedFile(source(i), new Skip(SkipReason.QUARANTINED, "")), 0))
                .toList();
        assertThat(new Retained(List.of(), skipped, KnownFiles.NONE).skipped())
                .hasSize(2_000)
                .startsWith(skipped.get(3_000))
                .endsWith(skipped.get(4_999));
    }
}
