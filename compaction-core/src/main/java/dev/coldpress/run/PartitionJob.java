package dev.coldpress.run;

import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.partition.SummaryFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A partition that a run is to look at.
 *
 * @param summariesAbove summary files in the directories above it, as far as the run has come by
 */
public record PartitionJob(KeyPrefix partition, List<ObjectKey> summariesAbove) {

    public PartitionJob {
        summariesAbove = List.copyOf(summariesAbove);
    }

    /** For another compactor. */
    PartitionTask task(OptionalLong listedBytes) {
        return new PartitionTask(partition, summariesAbove, listedBytes);
    }

    /** The summary files that speak of the partition's files: those in it, and those above. */
    List<ObjectKey> summaryFiles(PartitionListing listing) {
        return Stream.concat(SummaryFile.in(listing.objects()).stream(), summariesAbove.stream())
                .toList();
    }
}
