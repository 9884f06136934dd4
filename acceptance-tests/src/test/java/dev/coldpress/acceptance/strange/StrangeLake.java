package dev.coldpress.acceptance.strange;

import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A lake as a tool leaves it.
 *
 * @param tool who writes it, and with which setting
 * @param directories each has all the files; empty for the root itself
 * @param files names of Parquet files
 * @param others paths of further files, which are none
 * @param guesses what the command is to propose, as it is put on the command line; one at least
 */
record StrangeLake(
        String tool, List<String> directories, List<String> files, List<String> others, List<String> guesses) {

    private static final int ROWS = 20;
    private static final EventRows SOURCE = new EventRows(40);

    static StrangeLake of(String tool, List<String> directories, List<String> files, String... guesses) {
        return new StrangeLake(tool, directories, files, List.of(), List.of(guesses));
    }

    StrangeLake with(String... more) {
        return new StrangeLake(tool, directories, files, List.of(more), guesses);
    }

    /** Whether its directories tell when each is finished. */
    boolean hasDate() {
        return guesses.stream().noneMatch(guess -> guess.contains("--cold quiet"));
    }

    /** Writes it below a directory that is empty or not there; each row of it is there once. */
    List<Path> write(Path root) throws IOException {
        LakeWriter writer = new LakeWriter(root);
        List<Path> written = new ArrayList<>();
        for (String directory : directories) {
            for (String file : files) {
                written.add(writer.write(directory, file, SOURCE, (long) ROWS * written.size(), ROWS, FileForm.USUAL));
            }
        }
        for (String other : others) {
            Path path = root.resolve(other);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "no Parquet file", StandardCharsets.UTF_8);
        }
        return written;
    }
}
