package dev.coldpress.spark;

import dev.coldpress.report.CompactionListener;
import java.io.Serializable;

/** A call of a listener that an executor made, to be made again on the driver. */
interface ListenerEvent extends Serializable {

    void tell(CompactionListener listener);
}
