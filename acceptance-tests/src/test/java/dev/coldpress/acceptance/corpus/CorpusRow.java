package dev.coldpress.acceptance.corpus;

import java.util.List;
import java.util.Map;

/**
 * What was found out about one file.
 *
 * @param name its path below the folder
 * @param readers the engines that read it as it is
 * @param alone merged with itself
 * @param siblings merged with a sibling, by who wrote that
 */
record CorpusRow(String name, List<String> readers, TrialOutcome alone, Map<String, TrialOutcome> siblings) {

    CorpusRow {
        readers = List.copyOf(readers);
        siblings = Map.copyOf(siblings);
    }
}
