/**
 * How soon the daemon's endpoints answer while it compacts. Start at
 * {@link dev.coldpress.acceptance.latency.EndpointLatency}, the program behind {@code scripts/endpoint-latency}.
 */
@NullMarked
package dev.coldpress.acceptance.latency;

import org.jspecify.annotations.NullMarked;
