package dev.coldpress.testkit.codec;

import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.ByteHash;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.MetadataNotation;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A codec for files that are a few lines of text, so that a thousand compactions take a second: what is tested with it
 * is everything but Parquet.
 *
 * <p>A file has one column. It only says that it is compressed, with what its merge asked for. Its type is the file's
 * schema: files of different types do not reconcile. A file that was not made by {@link #file} is corrupt from its
 * footer on; one with a row {@link #POISON} looks well until it is merged.
 */
public final class RowCodec implements ParquetCodec {

    /** A row that cannot be read. */
    public static final String POISON = "!poison";

    private static final String MAGIC = "ROWS1";
    private static final String UNCOMPRESSED = Compression.UNCOMPRESSED.name();
    private static final List<ColumnTier> TIERS = List.of(new ColumnTier("row", "rows", "", 1));

    /**
     * A file of one column.
     *
     * @param rows one line each
     */
    public static byte[] file(PhysicalType type, List<String> rows) {
        return text(type, UNCOMPRESSED, Map.of(), rows);
    }

    public static byte[] file(String... rows) {
        return file(PhysicalType.BYTE_ARRAY, List.of(rows));
    }

    /** The rows of a file that {@link #file} or a merge has made. */
    public static List<String> rows(byte[] file) {
        return Parsed.of(new String(file, StandardCharsets.UTF_8)).rows;
    }

    @Override
    public ParquetFooter readFooter(SourceFile file) {
        return footer(read(file));
    }

    @Override
    public long mostMemoryBytes(long compressedBytes, long uncompressedBytes, long largestColumnBytes) {
        return uncompressedBytes;
    }

    @Override
    public long leastMemoryBytes(ParquetFooter footer) {
        return footer.rowCount();
    }

    @Override
    public MetadataNotation notation() {
        return new UnreadNotation();
    }

    @Override
    public List<ColumnRanges> ranges(SourceFile file) {
        return List.of();
    }

    @Override
    public List<ColumnTier> explain(SourceFile file) {
        readFooter(file);
        return TIERS;
    }

    @Override
    public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
        List<String> rows = new ArrayList<>();
        String codec = UNCOMPRESSED;
        for (SourceFile source : sources) {
            progress.readStarts();
            Parsed parsed = read(source);
            List<String> more = parsed.rows;
            codec = parsed.codec.equals(UNCOMPRESSED) ? codec : parsed.codec;
            progress.readEnds(source.ref().sizeBytes());
            if (more.contains(POISON)) {
                throw new ParquetFileException(source.ref().key(), Reason.CORRUPT, "it has a poisoned row");
            }
            rows.addAll(more);
        }
        PhysicalType type = spec.schema().fields().get(0).physicalType();
        byte[] merged = text(
                type == null ? PhysicalType.BYTE_ARRAY : type,
                spec.compression().map(Enum::name).orElse(codec),
                spec.completeMetadata(List.of(rowGroup(rows))),
                rows);
        output.write(ByteBuffer.wrap(merged));
        ParquetFooter footer = footer(Parsed.of(new String(merged, StandardCharsets.UTF_8)));
        return new MergedFile(footer, rows.size(), List.of(), TIERS);
    }

    @Override
    public ParquetFooter checkContent(SourceFile file) {
        return readFooter(file);
    }

    private static Parsed read(SourceFile file) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.ref().sizeBytes()));
        file.read(0, bytes);
        try {
            return Parsed.of(new String(bytes.array(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ParquetFileException(file.ref().key(), Reason.CORRUPT, "it is no row file", e);
        }
    }

    private static ParquetFooter footer(Parsed parsed) {
        SchemaNode column =
                new SchemaNode("row", Repetition.REQUIRED, OptionalInt.empty(), "", parsed.type, 0, List.of());
        int rows = parsed.rows.size();
        return new ParquetFooter(
                new ParquetSchema(List.of(column)),
                rows,
                List.of(rowGroup(parsed.rows)),
                List.of(new ColumnSummary(
                        List.of("row"),
                        rows,
                        OptionalLong.of(0),
                        List.of(parsed.codec),
                        rowGroup(parsed.rows).compressedBytes())),
                parsed.metadata,
                "row-codec version 1.0.0 (build 0)",
                parsed.hash(),
                Map.of(),
                List.of());
    }

    private static RowGroupSummary rowGroup(List<String> rows) {
        long bytes = rows.stream().mapToLong(String::length).sum();
        return new RowGroupSummary(rows.size(), bytes, bytes);
    }

    private static byte[] text(PhysicalType type, String codec, Map<String, String> metadata, List<String> rows) {
        StringBuilder text = new StringBuilder(MAGIC)
                .append(codec.equals(UNCOMPRESSED) ? "" : " " + codec)
                .append('\n')
                .append(type)
                .append('\n');
        new TreeMap<>(metadata)
                .forEach((key, value) -> text.append("kv ")
                        .append(key)
                        .append('=')
                        .append(value.replace('\n', '\t'))
                        .append('\n'));
        rows.forEach(row -> text.append("row ").append(row).append('\n'));
        return text.append("end").toString().getBytes(StandardCharsets.UTF_8);
    }

    private record Parsed(PhysicalType type, String codec, Map<String, String> metadata, List<String> rows) {

        /** Of all but the rows, of which a footer tells the number only. */
        long hash() {
            return ByteHash.of(ByteBuffer.wrap(text(type, codec, metadata, List.of())));
        }

        static Parsed of(String text) {
            List<String> lines = List.of(text.split("\n", -1));
            String[] magic = lines.get(0).split(" ", 2);
            if (lines.size() < 3
                    || !magic[0].equals(MAGIC)
                    || !lines.get(lines.size() - 1).equals("end")) {
                throw new IllegalArgumentException("Not a row file");
            }
            Map<String, String> metadata = new TreeMap<>();
            List<String> rows = new ArrayList<>();
            for (String line : lines.subList(2, lines.size() - 1)) {
                if (line.startsWith("row ")) {
                    rows.add(line.substring(4));
                } else {
                    int equals = line.indexOf('=');
                    if (!line.startsWith("kv ") || equals < 3) {
                        throw new IllegalArgumentException("Neither a row nor metadata: " + line);
                    }
                    metadata.put(
                            line.substring(3, equals),
                            line.substring(equals + 1).replace('\t', '\n'));
                }
            }
            String codec = magic.length > 1 ? Compression.valueOf(magic[1]).name() : UNCOMPRESSED;
            return new Parsed(PhysicalType.valueOf(lines.get(1)), codec, metadata, rows);
        }
    }
}
