package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import java.util.Map;

/**
 * A partition of a lake: a directory that matches the layout.
 *
 * @param prefix the directory as it is spelt in the store; two spellings of one hour ({@code month=1} and
 *     {@code month=01}) are two partitions
 * @param keys the values of the layout's keys, as spelt; empty if the layout has none
 * @param window the time whose rows the partition holds
 */
public record PartitionPath(KeyPrefix prefix, Map<String, String> keys, PartitionWindow window) {

    public PartitionPath {
        keys = Map.copyOf(keys);
    }

    @Override
    public String toString() {
        return prefix.path();
    }
}
