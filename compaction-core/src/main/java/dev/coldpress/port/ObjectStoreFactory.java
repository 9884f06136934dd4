package dev.coldpress.port;

import java.net.URI;

/** Opens the stores of one URI scheme. An application keeps a map of these by scheme, to which each adapter adds its own. */
@FunctionalInterface
public interface ObjectStoreFactory {

    /**
     * Opens the store whose keys are relative to {@code root}. Writes nothing. The caller closes it.
     *
     * @param root absolute, of the scheme that this factory serves; the adapter documents the parts that it knows
     * @throws IllegalArgumentException if the URI is not one that the adapter can read; the message names the rule
     * @throws StoreException of kind {@code DENIED} if the root does not exist or may not be read
     */
    ObjectStore open(URI root);
}
