/** Tests of {@code dev.coldpress.partition}, with a store that can only be listed. */
@NullMarked
package dev.coldpress.partition;

import org.jspecify.annotations.NullMarked;
