package dev.coldpress.simulator.history;

import dev.coldpress.simulator.lake.DocumentedRisk;
import dev.coldpress.simulator.lake.Violation;
import java.util.Optional;

/**
 * What became of a history.
 *
 * @param violation the first promise that was broken
 * @param risk the documented risk that it ran into, which ended it
 * @param turns how many choices of who goes next were made
 */
public record HistoryResult(Optional<Violation> violation, Optional<DocumentedRisk> risk, int turns) {}
