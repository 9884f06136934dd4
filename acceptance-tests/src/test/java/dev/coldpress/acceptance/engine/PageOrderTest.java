package dev.coldpress.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.PageFile;
import dev.coldpress.acceptance.lake.PageFile.Page;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Spark oracle notices the fault that it is there for: a dictionary page after a plain page. */
class PageOrderTest {

    @TempDir
    private Path folder;

    @Test
    void sparkReadsDictionaryThenPlainCorrectly() throws Exception {
        Path file = folder.resolve("pages.parquet");
        PageFile.write(file, List.of(Page.DICTIONARY, Page.PLAIN));
        assertThat(sparkValues(file)).isEqualTo(PageFile.values(2));
    }

    @Test
    void sparkMisreadsPlainThenDictionaryWithoutAnError() throws Exception {
        Path file = folder.resolve("pages.parquet");
        PageFile.write(file, List.of(Page.PLAIN, Page.DICTIONARY));
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.read("FROM " + DuckDb.parquet(file)).get("v")).isEqualTo(PageFile.values(2));
        }
        // Every row of the plain page turns into dictionary entry 0.
        List<@Nullable Object> misread = sparkValues(file);
        assertThat(misread.subList(0, PageFile.PAGE_ROWS)).containsOnly(PageFile.value(0));
        assertThat(misread.subList(PageFile.PAGE_ROWS, misread.size())).isEqualTo(PageFile.values(1));
    }

    private static List<@Nullable Object> sparkValues(Path file) throws Exception {
        return SparkRows.read(file).getOrDefault("v", List.of());
    }
}
