/** Tests of {@code dev.coldpress.partition}, with a store that can only be listed. */
@NullMarked
package dev.coldpress.survey;

import org.jspecify.annotations.NullMarked;
