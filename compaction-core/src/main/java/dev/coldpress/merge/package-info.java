/**
 * How: what of the sources the merged file must keep, decided before a byte is merged and checked before it is published.
 *
 * <p>{@link dev.coldpress.merge.SourceClasses} tells which files may share an output, by {@link
 * dev.coldpress.merge.SchemaUnion} and {@link dev.coldpress.merge.ValueSemantics}. {@link
 * dev.coldpress.merge.MergeSpecFactory} says what the output looks like, and {@link dev.coldpress.merge.MergeVerifier} holds
 * the result against the sources. Everything is pure; the bytes are the codec's business.
 */
@NullMarked
package dev.coldpress.merge;

import org.jspecify.annotations.NullMarked;
