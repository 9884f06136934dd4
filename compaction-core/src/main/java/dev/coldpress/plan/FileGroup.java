package dev.coldpress.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Files that are merged into one output, in this order; or a single one that is written again.
 *
 * @param files in key order, all of one compatibility class
 * @param superseded files that go with them and are not read: all of their rows are in {@code files} already
 */
public record FileGroup(List<DataFile> files, List<DataFile> superseded, GroupReason reason) {

    /** @throws IllegalArgumentException if the files are not as described, or not as many as the reason needs */
    public FileGroup {
        files = List.copyOf(files);
        superseded = List.copyOf(superseded);
        if (reason.isRewrite() && (files.size() != 1 || !superseded.isEmpty())) {
            throw new IllegalArgumentException("A rewrite has 1 file, not " + (files.size() + superseded.size()));
        }
        if (files.isEmpty() || (!reason.isRewrite() && files.size() + superseded.size() < 2)) {
            throw new IllegalArgumentException("A group has at least 2 files, not " + files.size());
        }
        for (int i = 1; i < files.size(); i++) {
            requireInOrder(files.get(i - 1), files.get(i));
        }
    }

    private static void requireInOrder(DataFile before, DataFile after) {
        if (before.key().compareTo(after.key()) >= 0) {
            throw new IllegalArgumentException("A group is in key order and has no file twice, but " + before.key()
                    + " stands before " + after.key());
        }
        if (!before.compatibility().equals(after.compatibility())) {
            throw new IllegalArgumentException(
                    before.key() + " and " + after.key() + " are of different classes and cannot share an output");
        }
    }

    /** A merge of small files. */
    public FileGroup(List<DataFile> files) {
        this(files, List.of(), GroupReason.SMALL_FILES);
    }

    /** A file that stays, and those whose rows it has. */
    public static FileGroup repair(DataFile stays, List<DataFile> superseded) {
        return new FileGroup(List.of(stays), superseded, GroupReason.ROWS_TWICE);
    }

    /** A file that is written again. */
    public static FileGroup rewrite(DataFile file, GroupReason reason) {
        return new FileGroup(List.of(file), List.of(), reason);
    }

    /** The files that the output takes the place of. */
    public List<DataFile> replaced() {
        List<DataFile> replaced = new ArrayList<>(files);
        replaced.addAll(superseded);
        return replaced;
    }

    public String compatibility() {
        return files.get(0).compatibility();
    }

    /** The sizes of all files that are merged; the output is expected to have at most about as much. */
    public long sizeBytes() {
        return FileSizes.sum(files);
    }
}
