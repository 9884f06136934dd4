package dev.coldpress.app.run;

import dev.coldpress.Compactor;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.report.CompactionListener;

/** Who does the work of a run: this process, or a cluster that it leads. */
public interface RunEngine {

    /** This process alone. */
    RunEngine THIS_PROCESS = (lake, settings, listener) -> lake.compactor(listener);

    /**
     * A compactor whose run looks at the whole lake and has its partitions compacted.
     *
     * @param lake is open for as long as the compactor runs
     * @param settings by which the lake was opened
     * @throws SettingsException if the engine cannot do what the settings ask for
     */
    Compactor compactor(Lake lake, ChosenSettings settings, CompactionListener listener);
}
