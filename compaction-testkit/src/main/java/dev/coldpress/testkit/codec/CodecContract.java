package dev.coldpress.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the core relies on in every {@link ParquetCodec}. A test class of a codec implements this interface and says how
 * a file with given rows is written and read. The rows should be compared by a reader that is not part of the codec.
 *
 * <p>The contract does not know Parquet: encodings, statistics, page indexes and types are for the codec's own tests.
 */
public interface CodecContract {

    /** The codec under test; the same one or another one at each call. */
    ParquetCodec codec();

    /** A file with one required column of texts, none of them longer than a line. Equal arguments give equal bytes. */
    byte[] file(List<String> rows);

    /** The rows of such a file, or of a merge of several. */
    List<String> rows(byte[] file);

    private static List<String> someRows(int file, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> "file " + file + " row " + row)
                .toList();
    }

    /** Three files of 3, 4 and 5 rows. */
    private List<byte[]> someFiles() {
        return IntStream.range(0, 3)
                .mapToObj(file -> file(someRows(file, 3 + file)))
                .toList();
    }

    private MergeSpec spec(byte[] first, long memoryBudgetBytes) {
        return new MergeSpec(
                codec().readFooter(BytesSource.of("first.parquet", first)).schema(),
                Map.of("known", "before"),
                "contract version 1.0.0 (build 0)",
                Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                memoryBudgetBytes,
                true,
                MergeSpec.DEFAULT_MAX_GROWTH);
    }

    private MergeSpec spec(byte[] first) {
        return spec(first, 256L << 20);
    }

    private byte[] merge(MergeSpec spec, List<SourceFile> sources, Progress progress) {
        try (BytesUpload upload = new BytesUpload(sources)) {
            MergedFile merged = codec().merge(spec, sources, upload, progress);
            assertThat(upload.sizeBytes()).as("bytes of %s", merged).isPositive();
            return upload.bytes();
        }
    }

    private byte[] merge(List<byte[]> files) {
        return merge(spec(files.get(0)), BytesSource.allOf(files), Progress.NONE);
    }

    @Test
    default void aFooterTellsHowManyRowsThereAre() {
        ParquetFooter footer = codec().readFooter(BytesSource.of("a.parquet", file(someRows(0, 7))));

        assertThat(footer.rowCount()).isEqualTo(7);
        assertThat(footer.rowGroups().stream()
                        .mapToLong(RowGroupSummary::rowCount)
                        .sum())
                .isEqualTo(7);
    }

    @Test
    default void equalFilesHaveEqualFooters() {
        ParquetFooter one = codec().readFooter(BytesSource.of("a.parquet", file(someRows(0, 7))));
        ParquetFooter other = codec().readFooter(BytesSource.of("b.parquet", file(someRows(0, 7))));

        assertThat(other).isEqualTo(one);
    }

    @Test
    default void aWholeFileIsCheckedAndToldOfAsByItsFooter() {
        SourceFile source = BytesSource.of("a.parquet", file(someRows(0, 7)));

        assertThat(codec().checkContent(source)).isEqualTo(codec().readFooter(source));
    }

    @Test
    default void aMergeHasTheRowsOfTheSourcesInTheirOrder() {
        List<byte[]> files = someFiles();
        List<String> wanted = new ArrayList<>();
        files.forEach(file -> wanted.addAll(rows(file)));

        assertThat(rows(merge(files))).isEqualTo(wanted);
    }

    @Test
    default void aMergeCanBeMergedAgain() {
        byte[] merged = merge(someFiles());
        byte[] more = file(someRows(9, 2));
        List<String> wanted = new ArrayList<>(rows(merged));
        wanted.addAll(rows(more));

        assertThat(rows(merge(List.of(merged, more)))).isEqualTo(wanted);
    }

    @Test
    default void filesWithoutRowsAreMerged() {
        assertThat(rows(merge(List.of(file(List.of()), file(List.of()))))).isEmpty();
        assertThat(rows(merge(List.of(file(List.of()), file(someRows(1, 2)))))).hasSize(2);
    }

    @Test
    default void equalArgumentsGiveEqualBytesOnAnyThread() {
        List<byte[]> files = someFiles();
        byte[] wanted = merge(files);

        List<CompletableFuture<byte[]>> others = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> merge(files)))
                .toList();

        assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo(wanted));
    }

    @Test
    default void theAnswerToAMergeDescribesTheOutput() {
        List<byte[]> files = someFiles();
        List<SourceFile> sources = BytesSource.allOf(files);
        try (BytesUpload upload = new BytesUpload(sources)) {
            MergedFile merged = codec().merge(spec(files.get(0)), sources, upload, Progress.NONE);

            assertThat(merged.sourceRowCount()).isEqualTo(12);
            assertThat(merged.footer()).isEqualTo(codec().readFooter(BytesSource.of("merged.parquet", upload.bytes())));
        }
    }

    @Test
    default void metadataIsWrittenAlsoWhereItDependsOnTheRowGroups() {
        List<byte[]> files = someFiles();
        MergeSpec known = spec(files.get(0));
        Thread caller = Thread.currentThread();
        MergeSpec spec = new MergeSpec(
                known.schema(),
                known.keyValueMetadata(),
                known.createdBy(),
                known.compression(),
                known.compressionLevel(),
                known.rowGroupBytes(),
                known.pageBytes(),
                known.pageRows(),
                known.memoryBudgetBytes(),
                known.verifyContent(),
                known.maxGrowth(),
                known.bloomFilters(),
                known.sort(),
                rowGroups -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    long rows = rowGroups.stream()
                            .mapToLong(RowGroupSummary::rowCount)
                            .sum();
                    return Map.of("rows", String.valueOf(rows));
                });

        byte[] merged = merge(spec, BytesSource.allOf(files), Progress.NONE);

        assertThat(codec().readFooter(BytesSource.of("merged.parquet", merged)).keyValueMetadata())
                .containsEntry("known", "before")
                .containsEntry("rows", "12");
    }

    @Test
    default void aFileIsMergedWithTheMemoryThatItsFooterAsksFor() {
        byte[] file = file(someRows(0, 7));
        long least = codec().leastMemoryBytes(codec().readFooter(BytesSource.of("a.parquet", file)));

        byte[] merged = merge(spec(file, least), List.of(BytesSource.of("a.parquet", file)), Progress.NONE);

        assertThat(rows(merged)).hasSize(7);
    }

    @Test
    default void filesAreMergedWithTheMemoryThatTheirMergeHoldsAtMost() {
        List<byte[]> files = someFiles();
        long compressed = 0;
        long uncompressed = 0;
        long largestColumn = 0;
        long least = 0;
        for (SourceFile source : BytesSource.allOf(files)) {
            ParquetFooter footer = codec().readFooter(source);
            largestColumn += footer.largestColumnBytes();
            least = Math.max(least, codec().leastMemoryBytes(footer));
            for (RowGroupSummary rowGroup : footer.rowGroups()) {
                compressed += rowGroup.compressedBytes();
                uncompressed += rowGroup.uncompressedBytes();
            }
        }
        long most = codec().mostMemoryBytes(compressed, uncompressed, largestColumn);

        assertThat(most).isGreaterThanOrEqualTo(least);
        assertThat(rows(merge(spec(files.get(0), most), BytesSource.allOf(files), Progress.NONE)))
                .hasSize(12);
    }

    @Test
    default void everyColumnIsExplained() {
        SourceFile source = BytesSource.of("a.parquet", file(someRows(0, 7)));

        assertThat(codec().explain(source))
                .hasSameSizeAs(codec().readFooter(source).schema().fields());
    }

    @Test
    default void eachReadOfAMergeIsReportedOnTheCallingThread() {
        List<byte[]> files = someFiles();
        FailingSource.Counter counter = new FailingSource.Counter();
        List<SourceFile> sources = BytesSource.allOf(files).stream()
                .<SourceFile>map(source -> new FailingSource(source, counter))
                .toList();
        CheckedProgress progress = new CheckedProgress();

        merge(spec(files.get(0)), sources, progress);

        assertThat(progress.bytes()).isEqualTo(counter.bytes());
        assertThat(progress.reads()).isGreaterThanOrEqualTo(files.size());
    }

    @Test
    default void whatProgressThrowsComesOutOfTheMergeAsItIs() {
        List<byte[]> files = someFiles();
        for (int nth = 1; nth <= 2; nth++) {
            IllegalStateException lost = new IllegalStateException("The claim is lost");
            Progress losing = CheckedProgress.throwingAt(nth, lost);

            assertThatThrownBy(() -> merge(spec(files.get(0)), BytesSource.allOf(files), losing))
                    .isSameAs(lost);
        }
    }

    @Test
    default void aSourceThatVanishesIsNoDamagedFile() {
        SourceFile source = BytesSource.of("a.parquet", file(someRows(0, 7)));
        throwsFromEveryCall(source, new SourceGoneException(source.ref().key()));
    }

    @Test
    default void aStoreThatDoesNotAnswerIsNoDamagedFile() {
        SourceFile source = BytesSource.of("a.parquet", file(someRows(0, 7)));
        throwsFromEveryCall(source, new StoreException(StoreException.Kind.UNAVAILABLE, "no answer"));
    }

    private void throwsFromEveryCall(SourceFile source, RuntimeException failure) {
        SourceFile failing = new FailingSource(source, failure);
        MergeSpec spec = spec(file(someRows(0, 7)));
        List<Consumer<SourceFile>> calls = List.of(
                file -> codec().readFooter(file),
                file -> codec().explain(file),
                file -> codec().checkContent(file),
                file -> merge(spec, List.of(file), Progress.NONE));
        for (Consumer<SourceFile> call : calls) {
            assertThatThrownBy(() -> call.accept(failing)).isSameAs(failure);
        }
    }

    @Test
    default void aMergeNamesTheSourceThatIsDamaged() {
        byte[] good = file(someRows(0, 7));
        SourceFile first = BytesSource.of("good.parquet", good);
        SourceFile cut = BytesSource.of("cut.parquet", Arrays.copyOf(good, good.length / 2));

        assertThatThrownBy(() -> merge(spec(good), List.of(first, cut), Progress.NONE))
                .isInstanceOfSatisfying(
                        ParquetFileException.class,
                        refused -> assertThat(refused.key()).isEqualTo(cut.ref().key()));
    }

    @Test
    default void aFileThatIsCutOffIsRefusedWhereverTheCutIs() {
        byte[] whole = file(someRows(0, 7));
        for (int length = 0; length < whole.length; length++) {
            SourceFile cut = BytesSource.of("cut.parquet", Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> codec().readFooter(cut))
                    .as("the first %d of %d bytes", length, whole.length)
                    .isInstanceOf(ParquetFileException.class);
        }
    }

    @Test
    default void aFileWithAWrongByteGivesAResultOrIsRefused() {
        byte[] whole = file(someRows(0, 7));
        MergeSpec spec = spec(whole);
        for (int at = 0; at < whole.length; at++) {
            for (int wrong : new int[] {whole[at] ^ 1, whole[at] ^ 0x80, 0, 0xFF}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) wrong;
                SourceFile source = BytesSource.of("damaged.parquet", damaged);
                isAnsweredOrRefused(() -> codec().readFooter(source));
                isAnsweredOrRefused(() -> codec().explain(source));
                isAnsweredOrRefused(() -> codec().checkContent(source));
                isAnsweredOrRefused(() -> merge(spec, List.of(source), Progress.NONE));
            }
        }
    }

    private static void isAnsweredOrRefused(Runnable call) {
        try {
            call.run();
        } catch (ParquetFileException refused) {
            assertThat(refused.detail()).isNotEmpty();
        }
    }
}
