/**
 * Decides before a merge what the merged file must keep of its sources, and checks this before the file is published.
 *
 * <p>{@link dev.coldpress.merge.SourceClasses} sorts files into classes that may share an output, with the rules of
 * {@link dev.coldpress.merge.SchemaUnion} and {@link dev.coldpress.merge.ValueSemantics}.
 * {@link dev.coldpress.merge.MergeSpecFactory} describes the output, and {@link dev.coldpress.merge.MergeVerifier}
 * compares the result with the sources. Everything here is a pure function; the codec handles the bytes.
 */
@NullMarked
package dev.coldpress.merge;

import org.jspecify.annotations.NullMarked;
