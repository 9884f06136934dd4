package dev.coldpress.port;

import java.util.UUID;

/**
 * Fresh random ids. Safety rests on their never coming twice: 122 random bits, as {@link UUID#randomUUID} gives them.
 * For several threads.
 */
@FunctionalInterface
public interface IdSource {

    UUID next();
}
