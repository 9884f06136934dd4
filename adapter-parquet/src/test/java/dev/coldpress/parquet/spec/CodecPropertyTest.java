package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What holds for every merge of files that are as they should be. */
class CodecPropertyTest {

    private static final long LAST_SEED = 1L << 40;
    private static final int TRIES = 16;

    private static @Nullable Path directory;
    private static @Nullable DuckDbOracle duckDb;

    private final ParquetCodec codec = CodecUnderTest.create();

    @BeforeContainer
    static void openDuckDb() throws IOException, SQLException {
        directory = Files.createTempDirectory("coldpress-spec");
        duckDb = new DuckDbOracle(directory);
    }

    @AfterContainer
    static void closeDuckDb() throws IOException, SQLException {
        requireDuckDb().close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aMergeOfOneSchemaHoldsTheRowsOfItsSourcesInTheirOrder(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> checkContent(MergeCase.ofOneSchema(codec, seed)));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aMergeOfEvolvedSchemasIsTheUnionByNameWithNulls(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> checkContent(MergeCase.ofEvolvedSchemas(codec, seed)));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void whatOtherWritersDoDifferentlyIsReadAlike(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, this::checkManyWriters);
    }

    private void checkManyWriters(long seed) throws Exception {
        MergeCase merge = MergeCase.ofManyWriters(codec, seed);
        checkContent(merge);
        new OutputRules(merge, FileAnatomy.of(merge.merge(codec).bytes())).check();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void anOutputIsWellFormed(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, this::checkForm);
    }

    private void checkForm(long seed) throws Exception {
        MergeCase merge = evenSeedsEvolve(seed);
        MergeCase.Result result = merge.merge(codec);
        new OutputRules(merge, FileAnatomy.of(result.bytes())).check();
    }

    /**
     * Halves whose least or greatest is a zero of another sign than its bound, and pages that are long since they are
     * short.
     */
    @Example
    void whatWasFoundOnceIsRight() throws Exception {
        checkManyWriters(558);
        checkContent(MergeCase.ofEvolvedSchemas(codec, 31_859));
        checkForm(1_980_724);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void theSummaryOfAMergeIsRight(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            MergeCase merge = evenSeedsEvolve(seed);
            MergeCase.Result result = merge.merge(codec);
            new SummaryRules(merge, result).check(codec);
        });
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void theSameArgumentsGiveTheSameBytesWhetherVerifiedOrNot(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            MergeCase merge = evenSeedsEvolve(seed);
            byte[] bytes = merge.withVerifyContent(false).merge(codec).bytes();
            assertThat(merge.withVerifyContent(false)
                            .merge(CodecUnderTest.create())
                            .bytes())
                    .isEqualTo(bytes);
            assertThat(merge.withVerifyContent(true).merge(codec).bytes()).isEqualTo(bytes);
        });
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void anOutputHasTheCodecAskedForOrTheStrongestOfItsSources(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            MergeCase merge = MergeCase.ofOneSchema(codec, seed);
            ParquetFooter output = merge.merge(codec).merged().footer();
            for (int i = 0; i < output.columns().size(); i++) {
                List<String> kept = codecsOf(merge, i);
                List<String> written = output.columns().get(i).codecs();
                if (merge.spec().compression().isPresent()) {
                    assertThat(written)
                            .isSubsetOf(merge.spec().compression().get().name())
                            .hasSameSizeAs(output.rowGroups().isEmpty() ? List.of() : List.of(""));
                } else if (output.rowGroups().size() > 1) {
                    assertThat(kept).containsAll(written);
                } else {
                    assertThat(written).isEqualTo(kept.isEmpty() ? List.of() : List.of(strongest(kept)));
                }
            }
        });
    }

    /** Of the sources that have rows, in their order. */
    private List<String> codecsOf(MergeCase merge, int column) {
        return BytesSource.allOf(merge.files()).stream()
                .map(codec::readFooter)
                .flatMap(footer -> footer.columns().get(column).codecs().stream())
                .toList();
    }

    private static String strongest(List<String> codecs) {
        for (Set<String> strong : List.of(Set.of("GZIP", "ZSTD"), Set.of("SNAPPY", "LZ4_RAW"))) {
            Optional<String> found = codecs.stream().filter(strong::contains).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return codecs.get(0);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aFooterTellsWhatIsInTheFile(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            byte[] file = MergeCase.ofOneSchema(codec, seed).files().get(0);
            SourceFile source = BytesSource.of("source.parquet", file);
            ParquetFooter footer = codec.readFooter(source);
            FileAnatomy anatomy = FileAnatomy.of(file);
            SummaryRules.checkFooter(footer, anatomy);
            assertThat(codec.checkContent(source)).isEqualTo(footer);
        });
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void boundsInTheFooterAreThoseThatDuckDbComputes(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            MergeCase.Result result = MergeCase.ofOneSchema(codec, seed).merge(codec);
            DuckDbBounds.check(requireDuckDb(), result.bytes());
        });
    }

    /** The footer tells a lower bound; what its pages need beyond it shows only when they are read. */
    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aMergeWithLessThanTheLeastMemoryIsRefused(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            MergeCase merge = MergeCase.ofOneSchema(codec, seed);
            ParquetFooter footer =
                    codec.readFooter(BytesSource.allOf(merge.files()).get(0));
            if (footer.rowCount() > 0) {
                long least = codec.leastMemoryBytes(footer);
                assertThatThrownBy(() -> merge.withMemoryBudget(least - 1).merge(codec))
                        .isInstanceOfSatisfying(
                                ParquetFileException.class,
                                e -> assertThat(e.reason()).isEqualTo(ParquetFileException.Reason.MEMORY_BUDGET));
            }
        });
    }

    private MergeCase evenSeedsEvolve(long seed) {
        return seed % 2 == 0 ? MergeCase.ofEvolvedSchemas(codec, seed) : MergeCase.ofOneSchema(codec, seed);
    }

    private void checkContent(MergeCase merge) {
        MergeCase.Result result = merge.merge(codec);
        FileAnatomy output = FileAnatomy.of(result.bytes());
        ExpectedColumns expected = new ExpectedColumns(output.schema(), merge.anatomies());
        for (int i = 0; i < output.schema().getColumns().size(); i++) {
            assertThat(ColumnEntries.ofColumn(output, i))
                    .as("entries of " + output.schema().getColumns().get(i))
                    .isEqualTo(expected.column(i));
        }
        if (merge.isForDuckDb()) {
            requireDuckDb().compare(merge.files(), result.bytes());
        }
        ParquetFooter checked = codec.checkContent(BytesSource.of("output.parquet", result.bytes()));
        assertThat(checked.columns().stream().map(ColumnSummary::path)).hasSameSizeAs(checked.columns());
    }

    private static DuckDbOracle requireDuckDb() {
        return Objects.requireNonNull(duckDb);
    }
}
