package dev.coldpress.app.plan;

import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.PlannedPartition;
import java.util.function.Consumer;

/** Prints a plan while it is made, so that it may be larger than the memory. */
interface PlanOutput extends Consumer<PlannedPartition>, CompactionListener {

    /**
     * Prints what stands below the partitions.
     *
     * @param layout what is told of the layout in a document that this ends
     * @return whether each could be planned
     */
    boolean end(LayoutReport layout);
}
