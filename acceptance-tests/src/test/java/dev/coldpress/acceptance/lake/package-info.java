/**
 * Lakes to look at: files written by parquet-java in several forms, laid into hourly partitions of the past.
 *
 * <p>Start at {@link dev.coldpress.acceptance.lake.LakeWriter}; {@link dev.coldpress.acceptance.lake.LakeFiles} says
 * what readers see of a lake, and {@link dev.coldpress.acceptance.lake.DirectorySnapshot} whether a run touched it.
 */
@NullMarked
package dev.coldpress.acceptance.lake;

import org.jspecify.annotations.NullMarked;
