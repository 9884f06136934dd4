package dev.coldpress.parquet.spec;

import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesSource;
import dev.coldpress.testkit.codec.BytesUpload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One mutant: asks the codec about it, merges it alone and with an unharmed sibling, and judges what comes of it. */
final class FuzzTrial {

    /** Names of exceptions and classes, and how records, objects and Thrift's structures print themselves. */
    private static final Pattern JAVA_TEXT = Pattern.compile(
            "Exception|Error\\b|java\\.|org\\.apache|dev\\.coldpress|\\bnull\\b|Optional|Struct: |@[0-9a-f]{6}");

    private static final long BUDGET_BYTES = 64L << 20;
    private static final String MUTANT_KEY = "source-0.parquet";

    private final ParquetCodec codec;
    private final Mutant mutant;
    private final boolean verifyContent;
    private String whyUnread = "";

    /** How a mutant may end. */
    enum Outcome {
        REFUSED,
        RIGHT,
        /** The codec merged what parquet-java's column readers do not read. */
        READ_BY_US_ONLY
    }

    /** Something other than a result or a refusal in the way of the port. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash(String message, Throwable cause) {
            super(message, cause);
        }
    }

    FuzzTrial(ParquetCodec codec, Mutant mutant, boolean verifyContent) {
        this.codec = codec;
        this.mutant = mutant;
        this.verifyContent = verifyContent;
    }

    /**
     * @throws Crash if the codec fails in another way than it may
     * @throws AssertionError if an output does not hold what its sources hold
     */
    Outcome run() throws IOException {
        SourceFile source = BytesSource.allOf(List.of(mutant.bytes())).get(0);
        ParquetFooter footer = answer("footer", () -> codec.readFooter(source));
        answer("explain", () -> codec.explain(source));
        answer("check", () -> codec.checkContent(source));
        ParquetSchema sound = schemaOfSibling();
        ParquetSchema schema = footer == null ? sound : footer.schema();
        byte[] alone = merge("alone", List.of(mutant.bytes()), schema);
        if (alone != null && footer == null) {
            throw new AssertionError("merged, although its footer was refused");
        }
        Optional<ParquetSchema> union = union(schema, sound);
        byte[] both = null;
        if (union.isPresent()) {
            both = merge("with a sibling", List.of(mutant.bytes(), mutant.sibling()), union.get());
        }
        if (alone == null) {
            if (both != null && schema.equals(sound)) {
                throw new AssertionError("refused alone and merged with a sibling");
            }
            return Outcome.REFUSED;
        }
        Outcome outcome = compare(List.of(mutant.bytes()), alone, schema);
        if (both != null && outcome == Outcome.RIGHT) {
            compare(List.of(mutant.bytes(), mutant.sibling()), both, union.get());
        }
        return outcome;
    }

    /** Why parquet-java's readers did not read the mutant; empty if they did, or were not asked. */
    String whyUnread() {
        return whyUnread;
    }

    private ParquetSchema schemaOfSibling() {
        return codec.readFooter(BytesSource.of("sibling.parquet", mutant.sibling()))
                .schema();
    }

    /** Empty if a lie in the footer makes the schema another one: the planner keeps such files apart. */
    private static Optional<ParquetSchema> union(ParquetSchema schema, ParquetSchema sound) {
        return schema.equals(sound) ? Optional.of(sound) : Optional.empty();
    }

    private byte @Nullable [] merge(String how, List<byte[]> files, ParquetSchema schema) {
        List<SourceFile> sources = BytesSource.allOf(files);
        try (BytesUpload upload = new BytesUpload(sources)) {
            Object merged = answer(how, () -> codec.merge(spec(schema), sources, upload, Progress.NONE));
            return merged == null ? null : upload.bytes();
        }
    }

    /** @return null if the codec refused the mutant in the way it should */
    private static <T> @Nullable T answer(String call, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (ParquetFileException e) {
            boolean named = e.key().path().equals(MUTANT_KEY);
            if (!named || !String.valueOf(e.getMessage()).contains(MUTANT_KEY)) {
                throw new Crash(call + ": the wrong file is named: " + e, e);
            }
            if (JAVA_TEXT.matcher(String.valueOf(e.getMessage())).find()) {
                throw new Crash(call + ": a message for programmers: " + e, e);
            }
            return null;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw new Crash(call + ": " + e, e);
        }
    }

    private Outcome compare(List<byte[]> files, byte[] bytes, ParquetSchema schema) throws IOException {
        FileAnatomy output = FileAnatomy.of(bytes);
        OutputRules.checkFile(output, spec(schema));
        List<List<ColumnEntry>> expected;
        try {
            expected = read(output, files);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            whyUnread = String.valueOf(e);
            return Outcome.READ_BY_US_ONLY;
        }
        for (int i = 0; i < expected.size(); i++) {
            TierComparison.requireSame(
                    "column " + output.schema().getColumns().get(i),
                    ColumnEntries.ofColumn(output, i),
                    expected.get(i));
        }
        return Outcome.RIGHT;
    }

    private static List<List<ColumnEntry>> read(FileAnatomy output, List<byte[]> files) {
        ExpectedColumns expected = new ExpectedColumns(
                output.schema(), files.stream().map(FileAnatomy::of).toList());
        List<List<ColumnEntry>> columns = new ArrayList<>();
        for (int i = 0; i < output.schema().getColumns().size(); i++) {
            columns.add(expected.column(i));
        }
        return columns;
    }

    private MergeSpec spec(ParquetSchema schema) {
        return new MergeSpec(
                schema,
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                BUDGET_BYTES,
                verifyContent,
                MergeSpec.DEFAULT_MAX_GROWTH);
    }
}
