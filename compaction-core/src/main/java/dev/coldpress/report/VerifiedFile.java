package dev.coldpress.report;

import dev.coldpress.port.ObjectKey;
import java.util.Optional;

/**
 * A merged file that was read again as a whole.
 *
 * @param rowCount zero if it could not be read
 * @param problem what is wrong with it; empty if nothing is
 */
public record VerifiedFile(ObjectKey key, long sizeBytes, long rowCount, Optional<String> problem) {}
