package dev.coldpress.record;

import dev.coldpress.port.ObjectKey;

/**
 * A record that cannot be understood: another version of the format, or damaged. Its partition is left alone, since
 * nothing is known about what may be deleted there.
 */
public final class DamagedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DamagedRecordException(ObjectKey record, String problem) {
        super("The compaction record " + record + " cannot be read (" + problem
                + "). Nothing in its partition is touched. If a newer Coldpress wrote it, use that; if it is damaged,"
                + " verify the lake, compare the compacted files of the partition with their sources, and move the"
                + " record away once no row is there twice.");
    }
}
