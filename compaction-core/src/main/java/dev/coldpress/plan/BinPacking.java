package dev.coldpress.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts the small files of one class, in a given sequence, into bins: next-fit that looks ahead, so that neighbours
 * stay together and no rest is left where that can be avoided.
 *
 * <p>A bin is <em>full</em> if it has at least the minimum number of files and the target size, within the maximum; or
 * if it has the maximum number of files. A beginning of the sequence is <em>cuttable</em> if full bins make it up
 * without a rest. The longest cuttable beginning is cut, and what follows it is the rest.
 *
 * <p>The rest is below the target or has fewer than the minimum number of files. Proof: plain next-fit closes a bin as
 * soon as it is full, which happens within the maximum, because a bin that is not full yet either lacks files, and that
 * many small files always fit, or lacks bytes, and then one small file more stays within target + ratio x target, which
 * the maximum is not below. So the rest of plain next-fit is as claimed, and this rest is a part of that one.
 */
final class BinPacking {

    private final PlanLimits limits;
    private final List<DataFile> files;
    /** The size of the first i files, for each i. */
    private final long[] bytesUpTo;
    /** The longest cuttable beginning of at most i files, for each i. */
    private final int[] lastCut;

    private BinPacking(List<DataFile> files, PlanLimits limits) {
        this.files = files;
        this.limits = limits;
        this.bytesUpTo = new long[files.size() + 1];
        this.lastCut = new int[files.size() + 1];
        for (int end = 1; end <= files.size(); end++) {
            bytesUpTo[end] =
                    Math.addExact(bytesUpTo[end - 1], files.get(end - 1).sizeBytes());
        }
        for (int end = 1; end <= files.size(); end++) {
            lastCut[end] = fullBinStart(end) >= 0 ? end : lastCut[end - 1];
        }
    }

    /**
     * Cuts the files.
     *
     * @param files all small
     * @return bins that have each file once and keep the sequence; all are full but the last one, which may be a rest
     */
    static List<List<DataFile>> pack(List<DataFile> files, PlanLimits limits) {
        boolean fitsInOne =
                files.size() <= limits.maxFilesPerGroup() && FileSizes.sum(files) <= limits.maxFileSizeBytes();
        if (fitsInOne) {
            return files.isEmpty() ? List.of() : List.of(files);
        }
        return new BinPacking(files, limits).bins();
    }

    private List<List<DataFile>> bins() {
        List<List<DataFile>> bins = new ArrayList<>();
        int end = lastCut[files.size()];
        if (end < files.size()) {
            bins.add(files.subList(end, files.size()));
        }
        while (end > 0) {
            int start = evenBinStart(end);
            bins.add(files.subList(start, end));
            end = start;
        }
        Collections.reverse(bins);
        return bins;
    }

    /** Where the bin that ends here begins, so that all bins up to here get about the same size. */
    private int evenBinStart(int end) {
        long binsToCome = Math.max(1, bytesUpTo[end] / limits.targetFileSizeBytes());
        int start = binStart(end, Math.max(limits.targetFileSizeBytes(), bytesUpTo[end] / binsToCome));
        return start >= 0 ? start : fullBinStart(end);
    }

    /** The latest start of a full bin that ends here and has a cuttable beginning before it; -1 if there is none. */
    private int fullBinStart(int end) {
        int start = binStart(end, limits.targetFileSizeBytes());
        if (start >= 0) {
            return start;
        }
        int ofMostFiles = end - limits.maxFilesPerGroup();
        boolean possible = ofMostFiles >= earliestStart(end) && lastCut[ofMostFiles] == ofMostFiles;
        return possible ? ofMostFiles : -1;
    }

    /** The same for bins of at least {@code leastBytes}, not less than the target. */
    private int binStart(int end, long leastBytes) {
        int latest = Math.min(end - limits.minFiles(), firstWithBytes(bytesUpTo[end] - leastBytes + 1) - 1);
        return latest >= 0 && lastCut[latest] >= earliestStart(end) ? lastCut[latest] : -1;
    }

    /** The first start from which a bin that ends here is within both maxima. */
    private int earliestStart(int end) {
        return Math.max(
                Math.max(0, end - limits.maxFilesPerGroup()),
                firstWithBytes(bytesUpTo[end] - limits.maxFileSizeBytes()));
    }

    /** The least i such that the first i files have at least so many bytes. */
    private int firstWithBytes(long bytes) {
        int low = 0;
        int high = bytesUpTo.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bytesUpTo[middle] < bytes) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
