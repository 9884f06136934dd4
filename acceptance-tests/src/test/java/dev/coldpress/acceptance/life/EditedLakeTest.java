package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.ParquetFiles;
import dev.coldpress.acceptance.product.DebuggedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users who delete and write files while a compaction is under way. */
class EditedLakeTest {

    private static final int FILES = 6;
    private static final int MOST_TRIES = 2000;
    private static final int ROWS = 100;

    @TempDir
    private Path folder;

    /** The decision was made: the rows stay, and the run says so. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aSourceThatIsDeletedAfterTheDecisionKeepsItsRowsAndTheRunSaysSo(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            lake.killAt(Moment.COMMITTED);
            String deleted = lake.delivered().get(2);
            lake.place().delete(deleted);
            String printed = lake.repair();
            assertThat(printed)
                    .contains("Of the 6 sources of " + LivingLake.HOUR + "compacted_", "this run no longer found 1, ")
                    .contains(deleted.substring(LivingLake.HOUR.length()))
                    .contains("to delete rows, delete them there");
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aSourceThatIsDeletedBeforeTheDecisionDoesNotComeBack(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            lake.killAt(Moment.PUBLISHED);
            String deleted = lake.delivered().get(2);
            lake.place().delete(deleted);
            lake.forget(deleted);
            lake.repair();
            lake.assertAtRest();
        }
    }

    /**
     * Other rows under the same name, while the merge of the old ones is under way: they stay, and those come back
     * nowhere.
     */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aSourceThatIsOverwrittenBeforeThePublishIsNotDeletedWithTheOthers(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            String name = lake.delivered().get(2);
            try (DebuggedRun run = lake.begin()) {
                Moment.BEFORE_PUBLISH.reach(run);
                lake.deliver(LivingLake.HOUR, name.substring(LivingLake.HOUR.length()), ROWS, 10);
                assertThat(run.end()).as(run.printed()).isZero();
            }
            lake.repair();
            lake.assertAtRest();
        }
    }

    /**
     * The file system gives the inode again, and the writer sets the time: only the change time tells the two files
     * apart.
     */
    @Test
    void aSourceThatIsReplacedByAFileOfTheSameInodeTimeAndSizeIsNotDeleted() throws Exception {
        try (LivingLake lake = LivingLake.create(Store.LOCAL, folder)) {
            for (int i = 0; i < FILES; i++) {
                lake.adopt("part-" + i + ".parquet", ids((long) i * ROWS));
            }
            String name = LivingLake.HOUR + "part-2.parquet";
            Path other = ids(FILES * ROWS);
            try (DebuggedRun run = lake.begin()) {
                Moment.BEFORE_PUBLISH.reach(run);
                replaceInTheSameInode(lake.root().resolve(name), other);
                lake.remember(name, other);
                assertThat(run.end()).as(run.printed()).isZero();
            }
            lake.assertEachRowOnce("after the run");
            lake.repair();
            lake.assertAtRest();
        }
    }

    /** A file whose size is the same for all ids. */
    private Path ids(long firstId) throws IOException {
        Path file = folder.resolve("ids-" + firstId + ".parquet");
        ParquetFiles.write(file, new IdRows(), firstId, ROWS, FileForm.BARE);
        return file;
    }

    private void replaceInTheSameInode(Path file, Path by) throws IOException {
        Object inode = Files.getAttribute(file, "unix:ino");
        FileTime time = Files.getLastModifiedTime(file);
        assertThat(Files.size(by)).isEqualTo(Files.size(file));
        byte[] bytes = Files.readAllBytes(by);
        Files.delete(file);
        // Those that got other inodes stay until the right one is found.
        Path tries = Files.createDirectories(folder.resolve("tries"));
        for (int i = 0; i < MOST_TRIES && !Files.exists(file); i++) {
            Path one = Files.write(tries.resolve("try-" + i), bytes);
            if (Files.getAttribute(one, "unix:ino").equals(inode)) {
                Files.setLastModifiedTime(one, time);
                Files.move(one, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        assumeThat(file).as("the file system gives an inode again").exists();
    }
}
