package dev.coldpress.parquet;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.store.CountingObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import dev.coldpress.testkit.store.StoreTraffic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Files that DuckDB writes, in a store that counts requests, and rows as DuckDB reads them. */
public final class TestLake implements AutoCloseable {

    private final Path directory;
    private final Connection duckDb;
    private final InMemoryObjectStore objects = new InMemoryObjectStore(() -> Instant.EPOCH);
    private final CountingObjectStore store = new CountingObjectStore(objects);
    private final ParquetJavaCodec codec = new ParquetJavaCodec();
    private int files;

    public TestLake(Path directory) throws SQLException {
        this.directory = directory;
        this.duckDb = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = 1");
        execute("SET memory_limit = '1GB'");
    }

    /** A merge that was published. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Output(byte[] bytes, MergedFile merged) {}

    StoreTraffic traffic() {
        return store.traffic();
    }

    public ParquetJavaCodec codec() {
        return codec;
    }

    /** Lets DuckDB write the rows of a query; {@code options} as in {@code COPY}, such as {@code COMPRESSION zstd}. */
    public SourceFile write(String query, String... options) throws SQLException, IOException {
        Path file = newFile();
        String with = options.length == 0 ? "" : ", " + String.join(", ", options);
        execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + with + ")");
        return put(Files.readAllBytes(file));
    }

    public SourceFile put(byte[] bytes) {
        ObjectRef ref = objects.add(ObjectKey.of("source-" + files++ + ".parquet"), bytes);
        return new StoredFile(ref);
    }

    public byte[] bytes(SourceFile file) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.ref().sizeBytes()));
        file.read(0, bytes);
        return bytes.array();
    }

    public Output merge(MergeSpec spec, List<SourceFile> sources) {
        ObjectKey key = ObjectKey.of("merged-" + files++ + ".parquet");
        try (StagedUpload upload = store.stage(key)) {
            MergedFile merged = codec.merge(spec, sources, upload, Progress.NONE);
            upload.seal();
            upload.publish();
            return new Output(objects.get(key, Integer.MAX_VALUE).orElseThrow().body(), merged);
        }
    }

    /** The rows of a file in order, each as text. */
    public List<String> rows(byte[] file) throws SQLException, IOException {
        return column("SELECT t::VARCHAR FROM (SELECT file_row_number AS n, t FROM %s t) ORDER BY n", file);
    }

    /** The first column of what a query gives; {@code %s} stands for the file. */
    public List<String> column(String query, byte[] file) throws SQLException, IOException {
        return columnOf(query.replace("%s", "read_parquet('%s')"), file);
    }

    /** The same where {@code %s} stands for the file's path. */
    public List<String> columnOf(String query, byte[] file) throws SQLException, IOException {
        Path path = Files.write(newFile(), file);
        List<String> values = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(query.formatted(path))) {
            while (result.next()) {
                values.add(String.valueOf(result.getString(1)));
            }
        }
        return values;
    }

    private Path newFile() {
        return directory.resolve("file-" + files++ + ".parquet");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }

    /** A source that reads from the counting store. */
    private final class StoredFile implements SourceFile {

        private final ObjectRef ref;

        StoredFile(ObjectRef ref) {
            this.ref = ref;
        }

        @Override
        public ObjectRef ref() {
            return ref;
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            if (store.read(ref, offset, into) != ReadResult.READ) {
                throw new IllegalStateException(ref + " is gone");
            }
        }
    }
}
