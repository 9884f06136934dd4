package dev.coldpress.acceptance.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of it.
 *
 * @param partitionsToMerge partitions in which a further run would still merge something
 * @param leftAlone partitions by the reason for which a further run would leave them alone
 * @param stagedFiles hidden files that are still there
 * @param daemonState the status of {@code /readyz} and the result of the last run, at the end
 * @param bytesOfSink what the sink wrote, without broken files
 * @param bytesOfLake what is there at the end: less than the sink wrote, since merged files have fewer footers
 * @param bytesOfColdpress everything that its processes wrote: merged files, records, and what kills made vain
 * @param bytesOfMergingEverything see {@link MergeEverything}
 */
record SoakVerdict(
        SoakAudit.Finding audit,
        Deaths deaths,
        FileCounts.Count filesAtEnd,
        int partitionsToMerge,
        Map<String, Integer> leftAlone,
        int stagedFiles,
        LongLife longLife,
        String daemonState,
        long bytesOfSink,
        long bytesOfLake,
        long bytesOfColdpress,
        long bytesOfMergingEverything) {

    static final String WELL = "200 success";

    /** How daemons ended. */
    record Deaths(int kills, int killsAmidCommit, int ends) {

        Deaths plus(Deaths other) {
            return new Deaths(kills + other.kills, killsAmidCommit + other.killsAmidCommit, ends + other.ends);
        }
    }

    boolean isRight() {
        return audit.isEqual()
                && partitionsToMerge == 0
                && !leftAlone.containsKey("claimed-by-another")
                && stagedFiles == 0
                && longLife.isFlat()
                && daemonState.equals(WELL);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("daemon: killed " + deaths.kills() + " times, of these " + deaths.killsAmidCommit()
                + " with a commit under way; told to end " + deaths.ends() + " times; the daemon at the end: "
                + daemonState);
        lines.add(String.format(
                "longest life: %d looks; heap after a full collection %.1f MB early, %.1f MB late;"
                        + " open files %d early, %d late: %s",
                longLife.looks(),
                megabytes(longLife.heapBytesEarly()),
                megabytes(longLife.heapBytesLate()),
                longLife.openFilesEarly(),
                longLife.openFilesLate(),
                longLife.isFlat() ? "flat" : "NOT FLAT"));
        lines.add("rows: " + audit.rows() + " written, " + audit.missing() + " missing, " + audit.surplus()
                + " too many; broken files touched: " + audit.brokenFilesTouched());
        lines.add("a further run would merge something in " + partitionsToMerge + " partitions, and leave alone "
                + new TreeMap<>(leftAlone) + "; staged files left: " + stagedFiles);
        lines.add(String.format(
                "bytes: sink %.1f MB, lake at the end %.1f MB; Coldpress wrote %.1f MB (%.2f times the sink's), merging"
                        + " everything each time would have written %.1f MB (%.2f times) if nothing got smaller by it",
                megabytes(bytesOfSink),
                megabytes(bytesOfLake),
                megabytes(bytesOfColdpress),
                amplification(bytesOfColdpress),
                megabytes(bytesOfMergingEverything),
                amplification(bytesOfMergingEverything)));
        lines.add(String.format(
                "%s: content %s, %d files became %d, write amplification %.2f",
                isRight() ? "RIGHT" : "WRONG",
                audit.isEqual() ? "equal" : "NOT EQUAL",
                filesAtEnd.written(),
                filesAtEnd.visible(),
                amplification(bytesOfColdpress)));
        return lines;
    }

    private double amplification(long bytes) {
        return (double) bytes / bytesOfSink;
    }

    private static double megabytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
