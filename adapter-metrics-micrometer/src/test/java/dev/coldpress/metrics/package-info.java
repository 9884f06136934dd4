/** Tests that drive real compactions on a store in memory and read what Prometheus would. */
@NullMarked
package dev.coldpress.metrics;

import org.jspecify.annotations.NullMarked;
