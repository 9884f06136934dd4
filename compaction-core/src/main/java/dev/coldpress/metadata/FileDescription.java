package dev.coldpress.metadata;

import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.ParquetSchema;
import java.util.Optional;

/**
 * What a file's schema and metadata say of its rows, so far as Coldpress reads it: of a source, or of an output with
 * the rows of several. A part is empty if the file does not have it, or not in the form in which its writers write it.
 */
public record FileDescription(
        FileColumns file,
        Optional<PandasMetadata> pandas,
        Optional<GeoMetadata> geo,
        Optional<SparkSchema> spark,
        Optional<AvroSchema> avro) {

    public ParquetSchema schema() {
        return file.schema();
    }

    public Optional<ArrowSchema> arrow() {
        return file.arrow();
    }

    /**
     * The description of a file with the rows of this one and those of another one behind them. Of a file with itself,
     * it is one that stays true whatever rows of its kind come after.
     *
     * @param united the schema of both
     * @throws MetadataConflictException if no description is true of both
     */
    public FileDescription unite(FileDescription other, ParquetSchema united) {
        FileColumns both = file.unite(other.file, united);
        return new FileDescription(
                both,
                PandasMetadata.unite(with(pandas), other.with(other.pandas), both),
                GeoMetadata.unite(with(geo), other.with(other.geo)),
                SparkSchema.unite(with(spark), other.with(other.spark), both),
                AvroSchema.unite(with(avro), other.with(other.avro), both));
    }

    private <T> Described<T> with(Optional<T> metadata) {
        return new Described<>(file, metadata);
    }

    /** The same of a file with further rows, to which nothing else belongs that depends on their number. */
    public FileDescription withMoreRows(long rows) {
        return new FileDescription(file.withMoreRows(rows), pandas, geo, spark, avro);
    }
}
