/**
 * Where log lines go: to standard error, as text or, on request, as one JSON object each, with the key-value pairs that
 * were logged as fields of their own.
 *
 * <p>Start at {@link dev.coldpress.app.log.LogOutput}. SLF4J finds {@link dev.coldpress.app.log.LogProvider} by its
 * service file.
 */
@NullMarked
package dev.coldpress.app.log;

import org.jspecify.annotations.NullMarked;
