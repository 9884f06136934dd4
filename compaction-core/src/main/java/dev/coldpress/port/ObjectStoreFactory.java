package dev.coldpress.port;

import java.net.URI;
import java.util.Map;

/**
 * Opens the stores of one URI scheme. An application keeps a map of these by scheme, to which each adapter adds its
 * own.
 */
@FunctionalInterface
public interface ObjectStoreFactory {

    /**
     * Opens the store whose keys are relative to {@code root}. Writes nothing. The caller closes it.
     *
     * @param root absolute, of the scheme that this factory serves; the adapter documents the parts that it knows
     * @param options what else is needed to reach the store, by name, such as {@code endpoint}; empty for the adapter's
     *     defaults. The adapter documents the names that it knows. Never credentials.
     * @throws IllegalArgumentException if the URI or an option is not one that the adapter can read; the message names
     *     the rule
     * @throws StoreException of kind {@code DENIED} if the root does not exist or may not be read
     */
    ObjectStore open(URI root, Map<String, String> options);
}
