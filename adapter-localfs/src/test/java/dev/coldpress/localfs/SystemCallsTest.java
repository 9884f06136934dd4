package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.testkit.codec.RowCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a compaction asks of the operating system: few looks, and the syncs that ADR 40 gives reasons for, each in its
 * place.
 */
class SystemCallsTest {

    private static final String DAY = "app/year=2026/month=01/day=15";
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-15T12:00:00Z"));

    @TempDir
    private Path directory;

    /** A partition for each hour from 10 on. */
    private SystemCalls compact(String name, int partitions, int files) throws Exception {
        Path root = directory.resolve(name);
        for (int hour = 10; hour < 10 + partitions; hour++) {
            Path partition = Files.createDirectories(root.resolve(DAY + "/hour=" + hour));
            for (int i = 0; i < files; i++) {
                write(partition.resolve("part-" + i + ".parquet"), hour + "/" + i);
            }
        }
        return SystemCalls.ofCompaction(root, directory.resolve(name + ".trace"));
    }

    private static void write(Path file, String row) throws IOException {
        Files.write(file, RowCodec.file(row));
        Files.setLastModifiedTime(file, TIME);
    }

    @Test
    void eachFurtherSourceIsLookedAtSixTimesAndItsDirectoryOnce() throws Exception {
        SystemCalls few = compact("few", 1, 3);
        SystemCalls many = compact("many", 1, 13);

        assertThat(many.looksAt(directory
                        .resolve("many")
                        .resolve(DAY + "/hour=10/part-3.parquet")
                        .toString()))
                .as("two listings, before and after it is read, before and at its delete")
                .isEqualTo(6);
        assertThat(many.looks() - few.looks()).isLessThanOrEqualTo(10 * 7);
    }

    /** The second partition, since the first makes directories that are there for it. */
    @Test
    void aPartitionIsSyncedWhereTheProtocolRestsOnIt() throws Exception {
        List<String> calls = compact("lake", 2, 2).changesAndSyncs();
        String partition = DAY + "/hour=11";
        String record = "_compaction/" + DAY + "/hour=11";

        assertThat(calls.subList(calls.indexOf("mkdir " + record), calls.lastIndexOf("unlink _compaction/_open/*") + 1))
                .containsExactly(
                        // The first record.
                        "mkdir " + record,
                        "sync _compaction/" + DAY,
                        "sync " + record + "/.coldpress-*.record.staged",
                        "link " + record + "/record",
                        "unlink " + record + "/.coldpress-*.record.staged",
                        "sync " + record,
                        // The note.
                        "sync _compaction/_open/.coldpress-*.*.staged",
                        "link _compaction/_open/*",
                        "unlink _compaction/_open/.coldpress-*.*.staged",
                        "sync _compaction/_open",
                        // Planned.
                        "sync " + record + "/.coldpress-*.record.staged",
                        "rename " + record + "/record",
                        "sync " + record,
                        // The output.
                        "sync " + partition + "/.coldpress-*.compacted_*.parquet.staged",
                        "link " + partition + "/compacted_*.parquet",
                        "unlink " + partition + "/.coldpress-*.compacted_*.parquet.staged",
                        "sync " + partition,
                        // Committed.
                        "sync " + record + "/.coldpress-*.record.staged",
                        "rename " + record + "/record",
                        "sync " + record,
                        // The sources.
                        "unlink " + partition + "/part-0.parquet",
                        "unlink " + partition + "/part-1.parquet",
                        "sync " + partition,
                        // Done.
                        "sync " + record + "/.coldpress-*.record.staged",
                        "rename " + record + "/record",
                        "sync " + record,
                        // The notes of both, which may come back.
                        "unlink _compaction/_open/*",
                        "unlink _compaction/_open/*");
    }
}
