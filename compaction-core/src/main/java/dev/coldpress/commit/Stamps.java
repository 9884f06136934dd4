package dev.coldpress.commit;

import dev.coldpress.commit.PartitionRecord.Stamp;
import dev.coldpress.port.IdSource;
import java.time.InstantSource;

/** Makes the stamp of each logical write. */
public final class Stamps {

    private final IdSource ids;
    private final InstantSource clock;
    private final String writtenBy;

    /**
     * Stamps with fresh nonces and the time of the clock.
     *
     * @param writtenBy tells people which process it was, such as host and process id
     */
    public Stamps(IdSource ids, InstantSource clock, String writtenBy) {
        this.ids = ids;
        this.clock = clock;
        this.writtenBy = writtenBy;
    }

    public Stamp next() {
        return new Stamp(ids.next(), writtenBy, clock.instant());
    }
}
