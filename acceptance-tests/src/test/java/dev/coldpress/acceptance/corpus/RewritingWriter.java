package dev.coldpress.acceptance.corpus;

import dev.coldpress.acceptance.lake.FileForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes records with exactly the given key-value metadata. parquet-java's own example writer adds its name to it,
 * under a key that may change what values mean.
 */
@SuppressWarnings("deprecation") // The deprecated methods are abstract, so somebody has to implement them.
final class RewritingWriter extends ParquetWriter.Builder<Group, RewritingWriter> {

    private final MessageType schema;
    private final Map<String, String> metadata;

    private RewritingWriter(OutputFile file, MessageType schema, Map<String, String> metadata) {
        super(file);
        this.schema = schema;
        this.metadata = metadata;
    }

    static ParquetWriter<Group> open(Path file, MessageType schema, FileForm form, Map<String, String> metadata)
            throws IOException {
        return new RewritingWriter(new LocalOutputFile(file), schema, metadata)
                .withCompressionCodec(form.codec())
                .withWriterVersion(form.version())
                .withDictionaryEncoding(form.dictionary())
                .withPageRowCountLimit(form.pageRows())
                .withRowGroupRowCountLimit(form.rowGroupRows())
                .build();
    }

    @Override
    protected RewritingWriter self() {
        return this;
    }

    @SuppressWarnings("deprecation") // the only form that parquet-java calls
    @Override
    protected WriteSupport<Group> getWriteSupport(Configuration configuration) {
        return new Records(schema, metadata);
    }

    private static final class Records extends WriteSupport<Group> {

        private final MessageType schema;
        private final Map<String, String> metadata;
        private @Nullable GroupWriter writer;

        Records(MessageType schema, Map<String, String> metadata) {
            this.schema = schema;
            this.metadata = metadata;
        }

        @SuppressWarnings("deprecation") // the only form that parquet-java calls
        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, metadata);
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            writer = new GroupWriter(consumer, schema);
        }

        @Override
        public void write(Group row) {
            Objects.requireNonNull(writer, "prepareForWrite comes first").write(row);
        }
    }
}
