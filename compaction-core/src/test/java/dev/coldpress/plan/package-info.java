/**
 * Tests of {@code dev.coldpress.plan}: the planner's promises as properties over random partitions, and a comparison
 * with an optimum found by trying everything.
 */
@NullMarked
package dev.coldpress.plan;

import org.jspecify.annotations.NullMarked;
