package dev.coldpress.commit;

import dev.coldpress.port.IdSource;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notes that one run writes about one partition: as a rule one for all its plans. For one thread. */
public final class RunNotes {

    /**
     * Much less than {@link OrphanCleanup#NOTES_KEPT_FOR}: between two plans of a run its record says {@code done}, and
     * then the orphan clean-up of another run takes a note that is old. A plan after that needs another one.
     */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final OpenNotes notes;
    private final KeyPrefix partition;
    private final IdSource ids;
    private final InstantSource clock;
    private final List<ObjectRef> written = new ArrayList<>();
    private @Nullable Instant writtenAt;

    public RunNotes(OpenNotes notes, KeyPrefix partition, IdSource ids, InstantSource clock) {
        this.notes = notes;
        this.partition = partition;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * To be called before each plan: sees to it that there is a note that stays for a while.
     *
     * @throws dev.coldpress.port.StoreException if the store refuses it
     */
    public void open() {
        Instant now = clock.instant();
        // A clock that was put back tells nothing about the age of the note.
        boolean isGood =
                writtenAt != null && Duration.between(writtenAt, now).abs().compareTo(GOOD_FOR) < 0;
        if (!isGood) {
            notes.open(partition, ids.next()).ifPresent(written::add);
            writtenAt = now;
        }
    }

    /** The work has ended: the notes go, at the end of the run at last. */
    public void close() {
        notes.close(List.copyOf(written));
        written.clear();
    }
}
