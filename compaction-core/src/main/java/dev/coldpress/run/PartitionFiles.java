package dev.coldpress.run;

import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.report.Backlog;
import dev.coldpress.scan.PartitionScan;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data files of a partition as the run knows them: what they were at its first scan, and what it has made of them.
 */
final class PartitionFiles {

    private final Map<ObjectKey, Long> sizes = new HashMap<>();
    private final Map<ObjectKey, DataFile> waiting = new HashMap<>();
    private long @Nullable [] firstSizes;

    void scanned(PartitionScan scan) {
        sizes.clear();
        scan.dataFiles().forEach(file -> sizes.put(file.key(), file.ref().sizeBytes()));
        if (firstSizes == null) {
            firstSizes = array(sizes.values());
        }
        waiting.clear();
        for (FileGroup group : scan.groups()) {
            List<DataFile> files = group.superseded().isEmpty() ? group.files() : group.superseded();
            files.forEach(file -> waiting.put(file.key(), file));
        }
    }

    void replace(DecidedGroup group) {
        group.group().sources().forEach(source -> {
            sizes.remove(source.ref().key());
            waiting.remove(source.ref().key());
        });
        group.output().ifPresent(output -> sizes.put(output.key(), output.sizeBytes()));
    }

    boolean isKnown() {
        return firstSizes != null;
    }

    void tell(PartitionSizes to) {
        if (firstSizes != null) {
            to.accept(firstSizes, array(sizes.values()));
        }
    }

    /** Takes the sizes before and after, in bytes. */
    @FunctionalInterface
    interface PartitionSizes {
        void accept(long[] before, long[] after);
    }

    /** What was planned and not merged. */
    Backlog backlog() {
        if (waiting.isEmpty()) {
            return Backlog.NONE;
        }
        long bytes = waiting.values().stream().mapToLong(DataFile::sizeBytes).sum();
        Optional<Instant> oldest =
                waiting.values().stream().map(DataFile::lastModified).min(Instant::compareTo);
        return new Backlog(1, waiting.size(), bytes, oldest);
    }

    static long[] array(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
