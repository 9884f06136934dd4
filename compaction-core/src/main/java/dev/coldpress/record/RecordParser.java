package dev.coldpress.record;

import dev.coldpress.merge.TakenNames;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.UploadToken;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PartitionRecord.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what {@link RecordText} writes, and nothing else: every line must be the one that is expected at its place. */
final class RecordParser {

    private final KeyPrefix partition;
    private final List<String> lines;
    private int next;
    private boolean hasNames;

    private RecordParser(KeyPrefix partition, List<String> lines) {
        this.partition = partition;
        this.lines = lines;
    }

    /**
     * Parses a whole record.
     *
     * @param partition the partition whose record this has to be
     * @throws IllegalArgumentException with the line and the problem
     */
    static PartitionRecord parse(KeyPrefix partition, byte[] body) {
        RecordParser parser = new RecordParser(partition, lines(body));
        try {
            PartitionRecord record = parser.record();
            parser.end(body);
            return record;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException("line " + parser.next + ": " + e.getMessage(), e);
        }
    }

    private static List<String> lines(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return List.of(text.split("\n", -1));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("line 0: it is not UTF-8", e);
        }
    }

    private PartitionRecord record() {
        String first = line();
        hasNames = first.equals(RecordText.FIRST_LINE);
        require(
                hasNames || first.equals(RecordText.FIRST_LINE_BEFORE_NAMES),
                "the first line is not '" + RecordText.FIRST_LINE + "', nor that of an older version");
        String state = rest("state");
        require(rest("partition").equals(partition.path()), "it is not the record of " + partition);
        UUID nonce = UUID.fromString(rest("nonce"));
        String lake = hasNames ? rest("lake") : "";
        String[] written = fields("written", 2);
        Stamp stamp = new Stamp(nonce, lake, written[1], Instant.parse(written[0]));
        Retained retained = new Retained(dropped(), skipped(), hasNames ? known() : KnownFiles.NONE);
        return switch (state) {
            case "done" -> new Done(partition, stamp, retained);
            case "planned" -> new Planned(partition, stamp, retained, planId(), groups());
            case "committed" -> new Committed(partition, stamp, retained, planId(), decided());
            default -> throw new IllegalArgumentException("there is no state '" + state + "'");
        };
    }

    private void end(byte[] body) {
        String checksum = rest(RecordText.END);
        require(next == lines.size() - 1 && lines.get(next).isEmpty(), "something follows the end");
        int before = body.length - (RecordText.END + " " + checksum + "\n").length();
        require(checksum.equals(RecordText.checksum(body, before)), "the checksum is wrong");
    }

    private UUID planId() {
        return UUID.fromString(rest("plan"));
    }

    private List<DroppedOutput> dropped() {
        List<DroppedOutput> dropped = new ArrayList<>();
        while (at("dropped")) {
            String[] fields = fields("dropped", 2);
            dropped.add(new DroppedOutput(partition.key(fields[1]), Instant.parse(fields[0])));
        }
        return dropped;
    }

    private List<SkippedSource> skipped() {
        List<SkippedSource> skipped = new ArrayList<>();
        while (at("skip")) {
            String[] fields = fields("skip", 4);
            String detail = rest("because");
            long memoryBudgetBytes = at("memory") ? Long.parseLong(rest("memory")) : 0;
            Skip skip = new Skip(reason(fields[0]), detail);
            skipped.add(new SkippedSource(new SkippedFile(ref(fields, 1), skip), memoryBudgetBytes));
        }
        return skipped;
    }

    private KnownFiles known() {
        Set<String> made = names("made");
        Set<String> seen = names("seen");
        return new KnownFiles(made, seen, TakenNames.parse(rest("taken")));
    }

    private Set<String> names(String word) {
        Set<String> names = new HashSet<>();
        while (at(word)) {
            names.add(rest(word));
        }
        return names;
    }

    private static SkipReason reason(String label) {
        return Arrays.stream(SkipReason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no skip reason '" + label + "'"));
    }

    private List<PlannedGroup> groups() {
        List<PlannedGroup> groups = new ArrayList<>();
        while (at("output")) {
            groups.add(new PlannedGroup(partition.key(rest("output")), new UploadToken(rest("token")), sources()));
        }
        return groups;
    }

    private List<DecidedGroup> decided() {
        List<DecidedGroup> groups = new ArrayList<>();
        while (at("output")) {
            String name = rest("output");
            UploadToken token = new UploadToken(rest("token"));
            Decision decision = decision();
            Optional<ObjectRef> visible = visible(name);
            PlannedGroup group = new PlannedGroup(partition.key(name), token, sources());
            groups.add(new DecidedGroup(group, decision, visible));
        }
        return groups;
    }

    private Decision decision() {
        String word = line();
        require(word.equals(word.toLowerCase(Locale.ROOT)), "there is no decision '" + word + "'");
        return Decision.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Optional<ObjectRef> visible(String name) {
        if (!at("visible")) {
            return Optional.empty();
        }
        String[] fields = fields("visible", 2);
        return Optional.of(ref(new String[] {fields[0], fields[1], name}, 0));
    }

    private List<PlannedSource> sources() {
        List<PlannedSource> sources = new ArrayList<>();
        while (at("source")) {
            String[] fields = fields("source", 4);
            sources.add(new PlannedSource(ref(fields, 1), Long.parseLong(fields[0])));
        }
        return sources;
    }

    /** Size, version and name, from the given field on. */
    private ObjectRef ref(String[] fields, int from) {
        long sizeBytes = Long.parseLong(fields[from]);
        return new ObjectRef(partition.key(fields[from + 2]), new ObjectVersion(fields[from + 1]), sizeBytes);
    }

    private boolean at(String word) {
        return next < lines.size() && lines.get(next).startsWith(word + " ");
    }

    private String line() {
        require(next < lines.size(), "the record ends too early");
        return lines.get(next++);
    }

    private String rest(String word) {
        require(at(word), "'" + word + "' is expected here");
        return line().substring(word.length() + 1);
    }

    private String[] fields(String word, int count) {
        String[] fields = rest(word).split(" ", count);
        require(fields.length == count, "'" + word + "' has " + count + " fields");
        return fields;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
