package dev.coldpress.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps a large file from being rewritten for little: of a bin whose output would still be small enough to be merged
 * again, the largest file is left out while it is larger than twice the sum of all others.
 *
 * <p>What follows: each time a file of x bytes is rewritten, the output reaches the target, and the file is done with;
 * or the output has at least 1.5 x bytes. So the rows of a file are rewritten at most
 * {@code 1 + log(target / x) / log(1.5)} times while nothing shrinks. And files that are left out grow by more than a
 * factor of three from one to the next, so there are at most {@code 1 + log(target / smallest) / log(3)}.
 *
 * @param worthIt what remains, in the order given
 * @param leftOut the large files, in the order given
 */
record WriteAmplification(List<DataFile> worthIt, List<DataFile> leftOut) {

    /** @param bin one file or more */
    static WriteAmplification bound(List<DataFile> bin) {
        Set<DataFile> tooLarge = tooLarge(bin);
        List<DataFile> worthIt = new ArrayList<>();
        List<DataFile> leftOut = new ArrayList<>();
        for (DataFile file : bin) {
            (tooLarge.contains(file) ? leftOut : worthIt).add(file);
        }
        return new WriteAmplification(worthIt, leftOut);
    }

    private static Set<DataFile> tooLarge(List<DataFile> bin) {
        List<DataFile> largestFirst = new ArrayList<>(bin);
        largestFirst.sort(Comparator.comparingLong(DataFile::sizeBytes).reversed());
        Set<DataFile> tooLarge = new HashSet<>();
        long others = FileSizes.sum(bin);
        for (DataFile file : largestFirst.subList(0, bin.size() - 1)) {
            others -= file.sizeBytes();
            if (file.sizeBytes() - others <= others) {
                break;
            }
            tooLarge.add(file);
        }
        return tooLarge;
    }
}
