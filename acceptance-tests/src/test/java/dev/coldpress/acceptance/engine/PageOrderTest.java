package dev.coldpress.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.PageFile;
import dev.coldpress.acceptance.lake.PageFile.Page;
import dev.coldpress.acceptance.product.LocalCompactor;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Spark oracle notices the fault that it is there for, a dictionary page after a plain page, and merges have none.
 */
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

    /**
     * A column whose dictionary is given up half-way: ids, plain values, and pages that were moved as they were
     * compressed, which are V2 pages behind V1 pages.
     */
    @Test
    void sparkReadsMovedPagesBehindPagesOfIds() throws Exception {
        int pagesOfIds = 500;
        int distinctPages = 60;
        LakeWriter lake = new LakeWriter(folder.resolve("lake"));
        Path ids = folder.resolve("a.parquet");
        PageFile.write(ids, Collections.nCopies(pagesOfIds, Page.SHUFFLED));
        lake.copy(LakeWriter.hour(0), "a.parquet", ids);
        Path distinct = folder.resolve("b.parquet");
        PageFile.write(distinct, Collections.nCopies(distinctPages, Page.DISTINCT));
        lake.copy(LakeWriter.hour(0), "b.parquet", distinct);
        CompactionReport report = LocalCompactor.compactAll(lake.root(), CompactionSettings.defaults());
        assertThat(report.groups().get(0).tiers()).isEqualTo(Map.of("splice", 1));
        Path output = LakeFiles.visible(lake.root()).get(0);
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.read("SELECT encodings FROM parquet_metadata(" + DuckDb.literal(output.toString()) + ")")
                            .toString())
                    .contains("RLE_DICTIONARY")
                    .contains("PLAIN");
        }
        List<Object> expected = new ArrayList<>(PageFile.shuffledValues(pagesOfIds));
        expected.addAll(PageFile.distinctValues(distinctPages));
        assertThat(sparkValues(output)).isEqualTo(expected);
    }

    private static List<@Nullable Object> sparkValues(Path file) throws Exception {
        return SparkRows.read(file).getOrDefault("v", List.of());
    }
}
