package dev.coldpress.report;

import java.util.List;

/**
 * What groups of one run have changed in the lake, from before the run to after it. A file that the run wrote and
 * merged once more is neither a source nor an output here, and its rows count once.
 *
 * @param sourceFiles files that were there before and are gone
 * @param sourceBytes the size of these files together
 * @param outputFiles merged files that are there now
 * @param outputBytes the size of these files together
 * @param rowCount the rows of the merged files
 * @param writtenBytes the size of all files that were written, including those that were merged once more
 */
public record MergeTotals(
        long sourceFiles, long sourceBytes, long outputFiles, long outputBytes, long rowCount, long writtenBytes) {

    static MergeTotals of(List<CompactedGroup> groups) {
        long sourceFiles = 0;
        long sourceBytes = 0;
        long outputFiles = 0;
        long outputBytes = 0;
        long rowCount = 0;
        long writtenBytes = 0;
        for (CompactedGroup group : groups) {
            sourceFiles += group.sourceFiles();
            sourceBytes += group.sourceBytes();
            writtenBytes += group.outputBytes();
            if (group.mergedAgain()) {
                // A later group counts it among its sources.
                sourceFiles--;
                sourceBytes -= group.outputBytes();
            } else {
                outputFiles++;
                outputBytes += group.outputBytes();
                rowCount += group.rowCount();
            }
        }
        return new MergeTotals(sourceFiles, sourceBytes, outputFiles, outputBytes, rowCount, writtenBytes);
    }
}
