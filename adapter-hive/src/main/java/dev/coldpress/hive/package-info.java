/**
 * Partitions of a Hive metastore, by its Thrift protocol. Start at {@link dev.coldpress.hive.HiveMetastore}.
 */
@NullMarked
package dev.coldpress.hive;

import org.jspecify.annotations.NullMarked;
