package dev.coldpress.merge;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calendar in which Spark reads the dates and timestamps of a file, which it tells by the version that wrote it
 * (DataSourceUtils): what it does before 1582, and with INT96, changed in 3.0 and in 3.1.
 *
 * @param text for people
 */
record SparkCalendar(String text) {

    static final String KEY = "org.apache.spark.version";

    /** Of a file that does not say, by a writer that may have had either. Spark goes by its settings then. */
    private static final SparkCalendar UNKNOWN = new SparkCalendar("not said");

    /** Of a file that does not say, by a writer that never had the old calendar. */
    private static final SparkCalendar PROLEPTIC =
            new SparkCalendar("not said, by a writer that has only the new calendar");

    private static final SparkCalendar BEFORE_3_0 = new SparkCalendar("that of before 3.0");
    private static final SparkCalendar OF_3_0 = new SparkCalendar("that of 3.0");
    private static final SparkCalendar SINCE_3_1 = new SparkCalendar("that of 3.1 or later");

    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,3})");

    /** How the created_by of writers begins that are younger than the old calendar's end, or never cared for it. */
    private static final List<String> PROLEPTIC_WRITERS = List.of(
            "parquet-cpp",
            "parquet-rs",
            "parquet-go",
            "github.com/parquet-go",
            "github.com/segmentio/parquet-go",
            "Polars",
            "DuckDB",
            "fastparquet",
            "nanoparquet",
            "ClickHouse");

    /** Of a file. A version that cannot be read stands for itself. */
    static SparkCalendar of(SourceSummary source) {
        String version = source.keyValueMetadata().get(KEY);
        if (version == null) {
            List<String> writers = MetadataMerge.writers(source);
            // A full list may have been cut.
            boolean all = writers.size() < MetadataMerge.MAX_ORIGINAL_WRITERS;
            return all && writers.stream().allMatch(SparkCalendar::isProleptic) ? PROLEPTIC : UNKNOWN;
        }
        Matcher parsed = MAJOR_MINOR.matcher(version);
        if (!parsed.lookingAt()) {
            return new SparkCalendar(version);
        }
        int number = Integer.parseInt(parsed.group(1)) * 1000 + Integer.parseInt(parsed.group(2));
        if (number < 3000) {
            return BEFORE_3_0;
        }
        return number < 3001 ? OF_3_0 : SINCE_3_1;
    }

    private static boolean isProleptic(String writer) {
        return PROLEPTIC_WRITERS.stream().anyMatch(writer::startsWith);
    }

    /** The calendar of both; empty if they have none in common. */
    Optional<SparkCalendar> unite(SparkCalendar other) {
        if (equals(other)) {
            return Optional.of(this);
        }
        if (equals(PROLEPTIC)) {
            return other.unite(this);
        }
        boolean mayBeProleptic = equals(UNKNOWN) || equals(OF_3_0) || equals(SINCE_3_1);
        return mayBeProleptic && other.equals(PROLEPTIC) ? Optional.of(this) : Optional.empty();
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof SparkCalendar that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
