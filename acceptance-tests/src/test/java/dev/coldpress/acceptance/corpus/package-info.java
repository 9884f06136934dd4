/**
 * Every file of a folder, merged with itself and with siblings, and compared.
 *
 * <p>Start at {@link dev.coldpress.acceptance.corpus.CorpusCheck}, the program behind {@code scripts/corpus}. A {@link
 * dev.coldpress.acceptance.corpus.MergeTrial} merges two files in a lake of their own and says what became of them; a
 * {@link dev.coldpress.acceptance.corpus.ContentJudge} asks each engine that can read them.
 */
@NullMarked
package dev.coldpress.acceptance.corpus;

import org.jspecify.annotations.NullMarked;
