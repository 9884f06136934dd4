package dev.coldpress.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.merge.TakenNames;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.UploadToken;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PartitionRecord.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A record survives being written, and nothing but a record is taken for one. */
class RecordTextProperties {

    private static final KeyPrefix PARTITION = KeyPrefix.of("app 1/year=2026/month=01/day=15/hour=10/");

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll("records") PartitionRecord record) {
        assertThat(RecordParser.parse(PARTITION, RecordText.write(record))).isEqualTo(record);
    }

    @Property(tries = 300)
    void aRecordThatWasCutOffIsRefused(@ForAll("records") PartitionRecord record, @ForAll Random random) {
        byte[] whole = RecordText.write(record);
        byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
        assertThatThrownBy(() -> RecordParser.parse(PARTITION, cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void aRecordThatLostALineIsRefused(@ForAll("records") PartitionRecord record, @ForAll Random random) {
        List<String> lines =
                new ArrayList<>(List.of(new String(RecordText.write(record), StandardCharsets.UTF_8).split("\n", -1)));
        lines.remove(random.nextInt(lines.size() - 1));
        byte[] damaged = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RecordParser.parse(PARTITION, damaged)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 1000)
    void aRecordWithOneByteChangedIsRefused(@ForAll("records") PartitionRecord record, @ForAll Random random) {
        byte[] damaged = RecordText.write(record);
        int at = random.nextInt(damaged.length);
        damaged[at] ^= (byte) (1 + random.nextInt(255));
        assertThatThrownBy(() -> RecordParser.parse(PARTITION, damaged)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 5)
    void noByteOfARecordCanBeChangedUnseen(@ForAll("records") PartitionRecord record) {
        byte[] whole = RecordText.write(record);
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> RecordParser.parse(PARTITION, damaged))
                        .as("bit %d of byte %d of %s", bit, at, new String(whole, StandardCharsets.UTF_8))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Example
    void aRecordOfAnotherPartitionIsRefused() {
        Done record = new Done(PARTITION, new Stamp(new UUID(1, 2), "here", "host", Instant.EPOCH), Retained.EMPTY);
        KeyPrefix other = KeyPrefix.of("app 1/year=2026/month=01/day=15/hour=11/");
        assertThatThrownBy(() -> RecordParser.parse(other, RecordText.write(record)))
                .hasMessageContaining("it is not the record of " + other);
    }

    @Example
    void aRecordOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> RecordParser.parse(PARTITION, "coldpress-record 3\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("line 1: the first line is not 'coldpress-record 2'");
    }

    @Provide
    Arbitrary<PartitionRecord> records() {
        return Arbitraries.randomValue(RecordTextProperties::record);
    }

    private static PartitionRecord record(Random random) {
        Stamp stamp = new Stamp(
                uuid(random),
                random.nextBoolean() ? "" : "0f3a",
                "host:" + random.nextInt(),
                Instant.ofEpochMilli(random.nextInt()));
        List<DroppedOutput> dropped = new ArrayList<>();
        List<SkippedSource> skipped = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            dropped.add(new DroppedOutput(ref(random).key(), Instant.ofEpochSecond(random.nextInt())));
            SkipReason reason = i == 2 ? SkipReason.MEMORY_BUDGET : SkipReason.QUARANTINED;
            skipped.add(new SkippedSource(
                    new SkippedFile(ref(random), new Skip(reason, i == 1 ? "" : "page 3: bad length")),
                    random.nextInt(1 << 30)));
        }
        Retained retained = new Retained(dropped, skipped, known(random));
        return switch (random.nextInt(3)) {
            case 0 -> new Done(PARTITION, stamp, retained);
            case 1 -> new Planned(PARTITION, stamp, retained, uuid(random), groups(random));
            default ->
                new Committed(
                        PARTITION,
                        stamp,
                        retained,
                        uuid(random),
                        groups(random).stream()
                                .map(group -> decided(random, group))
                                .toList());
        };
    }

    private static KnownFiles known(Random random) {
        Set<String> taken = names(random);
        return new KnownFiles(
                names(random), names(random), random.nextInt(4) == 0 ? TakenNames.ALL : TakenNames.NONE.plus(taken));
    }

    private static Set<String> names(Random random) {
        return random.ints(random.nextInt(4)).mapToObj(i -> "compacted " + i).collect(Collectors.toSet());
    }

    private static List<PlannedGroup> groups(Random random) {
        List<PlannedGroup> groups = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<PlannedSource> sources = new ArrayList<>();
            for (int s = random.nextInt(5); s >= 0; s--) {
                sources.add(new PlannedSource(ref(random), random.nextInt(1_000_000)));
            }
            groups.add(new PlannedGroup(ref(random).key(), new UploadToken("t" + random.nextInt()), sources));
        }
        return groups;
    }

    private static DecidedGroup decided(Random random, PlannedGroup group) {
        Decision decision = List.of(Decision.values()).get(random.nextInt(3));
        Optional<ObjectRef> output = decision == Decision.DROP
                ? Optional.empty()
                : Optional.of(new ObjectRef(group.output(), new ObjectVersion("v1"), random.nextInt(1000)));
        return new DecidedGroup(group, decision, output);
    }

    private static ObjectRef ref(Random random) {
        String name = "part " + random.nextInt() + (random.nextBoolean() ? " é=ü source 1 end" : "") + ".parquet";
        return new ObjectRef(PARTITION.key(name), new ObjectVersion("v-" + random.nextLong()), random.nextInt(1 << 30));
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
