package dev.coldpress.survey;

import dev.coldpress.partition.LakeLayout;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Directories with Parquet files that are named alike.
 *
 * @param template how they are named, ending with a slash; {@code .} for the root itself
 * @param layout the same as a layout, which matches every one of the directories; empty if no layout can say it
 * @param unit the length of a partition: years, months, days or hours; empty if their names have no date that a layout
 *     could read
 * @param directories how many of them were looked at
 * @param files how many Parquet files were seen in them
 * @param fileNames globs that take the names of these files, for the setting {@code file-names}
 * @param examples keys of up to three of the files
 */
public record FoundLayout(
        String template,
        Optional<LakeLayout> layout,
        Optional<ChronoUnit> unit,
        long directories,
        long files,
        List<String> fileNames,
        List<String> examples) {

    public FoundLayout {
        fileNames = List.copyOf(fileNames);
        examples = List.copyOf(examples);
    }

    /** Whether the names of the directories tell when each is finished. */
    public boolean isDated() {
        return unit.isPresent();
    }
}
