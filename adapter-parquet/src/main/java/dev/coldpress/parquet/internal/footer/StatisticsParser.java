package dev.coldpress.parquet.internal.footer;

import static dev.coldpress.parquet.internal.bytes.CompactReader.BINARY;
import static dev.coldpress.parquet.internal.bytes.CompactReader.BOOL;
import static dev.coldpress.parquet.internal.bytes.CompactReader.I64;
import static dev.coldpress.parquet.internal.bytes.CompactReader.LIST;

import dev.coldpress.parquet.internal.bytes.CompactReader;
import org.apache.parquet.format.SizeStatistics;
import org.apache.parquet.format.Statistics;

/** Reads statistics of chunks and of pages. */
final class StatisticsParser {

    private StatisticsParser() {}

    static Statistics statistics(CompactReader in) {
        Statistics statistics = new Statistics();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | BINARY -> statistics.setMax(in.binary());
                case 2 << 4 | BINARY -> statistics.setMin(in.binary());
                case 3 << 4 | I64 -> statistics.setNull_count(in.i64());
                case 4 << 4 | I64 -> statistics.setDistinct_count(in.i64());
                case 5 << 4 | BINARY -> statistics.setMax_value(in.binary());
                case 6 << 4 | BINARY -> statistics.setMin_value(in.binary());
                case 7 << 4 | BOOL -> statistics.setIs_max_value_exact(in.bool());
                case 8 << 4 | BOOL -> statistics.setIs_min_value_exact(in.bool());
                case 9 << 4 | I64 -> statistics.setNan_count(in.i64());
                default -> in.skip();
            }
        }
        in.end(outer);
        return statistics;
    }

    static SizeStatistics sizeStatistics(CompactReader in) {
        SizeStatistics statistics = new SizeStatistics();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I64 -> statistics.setUnencoded_byte_array_data_bytes(in.i64());
                case 2 << 4 | LIST -> statistics.setRepetition_level_histogram(in.list(I64, CompactReader::i64));
                case 3 << 4 | LIST -> statistics.setDefinition_level_histogram(in.list(I64, CompactReader::i64));
                default -> in.skip();
            }
        }
        in.end(outer);
        return statistics;
    }
}
