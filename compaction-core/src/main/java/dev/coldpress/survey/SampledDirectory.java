package dev.coldpress.survey;

import dev.coldpress.port.KeyPrefix;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A directory that has Parquet files directly in it.
 *
 * @param files how many were seen: those of the first page of its listing
 * @param fileNames globs that take their names
 * @param examples the first ones' keys
 */
record SampledDirectory(KeyPrefix prefix, long files, Set<String> fileNames, List<String> examples) {

    SampledDirectory {
        fileNames = Set.copyOf(fileNames);
        examples = List.copyOf(examples);
    }

    /** Whether the files have such names, by the first ones. */
    boolean names(Predicate<String> dataNames) {
        return examples.stream().allMatch(path -> dataNames.test(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** The names of the directories from the root down to this one; none for the root. */
    List<String> names() {
        String path = prefix.path();
        return path.isEmpty()
                ? List.of()
                : List.of(path.substring(0, path.length() - 1).split("/", -1));
    }
}
