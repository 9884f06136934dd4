package dev.coldpress.acceptance.pruning;

import dev.coldpress.acceptance.engine.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * What two readers read of files for all columns of the rows that pass a filter.
 *
 * @param rows that pass, by DuckDB
 * @param rowGroups whose statistics, dictionaries or Bloom filters do not exclude the filter, by parquet-java
 * @param candidates rows in pages that the column index does not exclude either, by parquet-java
 * @param parquetJavaBytes that parquet-java reads, footers included
 * @param duckDbBytes that DuckDB reads, footers included
 */
record FilterCost(long rows, int rowGroups, long candidates, long parquetJavaBytes, long duckDbBytes) {

    static FilterCost of(List<Path> files, RowFilter filter) throws IOException, SQLException {
        int rowGroups = 0;
        long candidates = 0;
        AtomicLong bytes = new AtomicLong();
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withRecordFilter(FilterCompat.get(filter.predicate()))
                .useStatsFilter()
                .useDictionaryFilter()
                .useBloomFilter()
                .useColumnIndexFilter()
                .build();
        for (Path file : files) {
            try (ParquetFileReader reader = ParquetFileReader.open(new CountedFile(file, bytes), options)) {
                rowGroups += reader.getRowGroups().size();
                candidates += reader.getFilteredRecordCount();
                while (reader.readNextFilteredRowGroup() != null) {
                    // The bytes are counted.
                }
            }
        }
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.execute("SET enable_external_file_cache = false");
            duckDb.execute("CALL enable_logging('FileSystem')");
            duckDb.execute("CREATE TABLE found AS FROM " + DuckDb.parquet(files) + " WHERE " + filter.sql());
            long read = duckDb.number("SELECT sum(bytes) FROM duckdb_logs_parsed('FileSystem')"
                    + " WHERE op = 'READ' AND path LIKE '%.parquet'");
            return new FilterCost(
                    duckDb.number("SELECT count(*) FROM found"), rowGroups, candidates, bytes.get(), read);
        }
    }

    /** All that there is. */
    static int rowGroupsOf(List<Path> files) throws IOException {
        int rowGroups = 0;
        for (Path file : files) {
            try (ParquetFileReader reader = ParquetFileReader.open(new CountedFile(file, new AtomicLong()))) {
                rowGroups += reader.getRowGroups().size();
            }
        }
        return rowGroups;
    }

    static long bytesOf(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
