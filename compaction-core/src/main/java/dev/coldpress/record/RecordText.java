package dev.coldpress.record;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * Writes a record as a text that a person can read: a version line, then one fact per line, a word and its fields, and
 * a last line with the checksum of all before it, so that a damaged or cut-off record is noticed.
 *
 * <pre>
 * coldpress-record 2
 * state planned
 * partition app1/year=2026/month=01/day=15/hour=10/
 * nonce 0b0e8a2c-...
 * lake 3f9a...
 * written 2026-01-15T11:20:00Z host:4711
 * made compacted_91b0....parquet
 * taken AAB3fw...
 * plan 6b1f...
 * output compacted_2f6c....parquet
 * token app1/year=.../.coldpress-9a....staged
 * source 10000 1048576 1234-567-1048576 part-00000.parquet
 * source ...
 * end 5c2d9a01
 * </pre>
 *
 * Names stand alone and last on their line: they may contain spaces, and lie in the partition, so a record can never
 * name an object outside of it. {@link RecordParser} reads it.
 */
final class RecordText {

    static final String FIRST_LINE = "coldpress-record 2";

    /** Of records without the lake's identity and what is known of its files. They are read, and not written. */
    static final String FIRST_LINE_BEFORE_NAMES = "coldpress-record 1";

    static final String END = "end";

    private final StringBuilder text = new StringBuilder();

    private RecordText() {}

    static byte[] write(PartitionRecord record) {
        RecordText writer = new RecordText();
        writer.line(FIRST_LINE);
        writer.head(record);
        if (record instanceof Planned planned) {
            writer.line("plan", planned.planId());
            planned.groups().forEach(writer::group);
        } else if (record instanceof Committed committed) {
            writer.line("plan", committed.planId());
            committed.groups().forEach(writer::decided);
        }
        byte[] body = writer.text.toString().getBytes(StandardCharsets.UTF_8);
        writer.line(END, checksum(body, body.length));
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** CRC-32C of the first bytes, in hexadecimal. */
    static String checksum(byte[] body, int length) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    static String state(PartitionRecord record) {
        if (record instanceof Done) {
            return "done";
        }
        return record instanceof Planned ? "planned" : "committed";
    }

    private void head(PartitionRecord record) {
        line("state", state(record));
        line("partition", record.partition());
        line("nonce", record.stamp().nonce());
        line("lake", record.stamp().lake());
        line("written", record.stamp().writtenAt(), oneLine(record.stamp().writtenBy()));
        for (DroppedOutput dropped : record.retained().dropped()) {
            line("dropped", dropped.droppedAt(), dropped.output().name());
        }
        for (SkippedSource skipped : record.retained().skipped()) {
            line(
                    "skip",
                    skipped.file().reason().label(),
                    versioned(skipped.file().ref()));
            line("because", oneLine(skipped.file().detail()));
            if (skipped.memoryBudgetBytes() > 0) {
                line("memory", skipped.memoryBudgetBytes());
            }
        }
        known(record.retained().files());
    }

    private void known(KnownFiles files) {
        new TreeSet<>(files.made()).forEach(name -> line("made", name));
        new TreeSet<>(files.seen()).forEach(name -> line("seen", name));
        line("taken", files.taken().text());
    }

    private void group(PlannedGroup group) {
        line("output", group.output().name());
        line("token", group.token());
        sources(group.sources());
    }

    private void decided(DecidedGroup decided) {
        line("output", decided.group().output().name());
        line("token", decided.group().token());
        line(decided.decision().name().toLowerCase(Locale.ROOT));
        decided.output().ifPresent(output -> line("visible", output.sizeBytes(), output.version()));
        sources(decided.group().sources());
    }

    private void sources(List<PlannedSource> sources) {
        for (PlannedSource source : sources) {
            line("source", source.rowCount(), versioned(source.ref()));
        }
    }

    private static String versioned(ObjectRef ref) {
        return ref.sizeBytes() + " " + ref.version() + " " + ref.key().name();
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean isControl = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wasControl = isControl;
            isControl = c < ' ' || c == 0x7F;
            if (!isControl) {
                line.append(c);
            } else if (!wasControl) {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    private void line(Object word, Object... fields) {
        text.append(word);
        for (Object field : fields) {
            text.append(' ').append(field);
        }
        text.append('\n');
    }
}
