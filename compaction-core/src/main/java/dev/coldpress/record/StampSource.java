package dev.coldpress.record;

import dev.coldpress.port.IdSource;
import dev.coldpress.record.PartitionRecord.Stamp;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes the stamp of each logical write. */
public final class StampSource {

    private final IdSource ids;
    private final InstantSource clock;
    private final String writtenBy;
    private final Supplier<String> lake;

    /**
     * StampSource with fresh nonces and the time of the clock.
     *
     * @param writtenBy tells people which process it was, such as host and process id
     * @param lake the identity of the lake; asked at each write
     */
    public StampSource(IdSource ids, InstantSource clock, String writtenBy, Supplier<String> lake) {
        this.ids = ids;
        this.clock = clock;
        this.writtenBy = writtenBy;
        this.lake = lake;
    }

    public Stamp next() {
        return new Stamp(ids.next(), lake.get(), writtenBy, clock.instant());
    }
}
