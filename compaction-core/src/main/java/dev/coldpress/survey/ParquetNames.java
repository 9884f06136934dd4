package dev.coldpress.survey;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ReadResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells Parquet files by their names. Flink, Hive, Athena and Trino give theirs no {@code .parquet}, so of each other
 * ending the first bytes of a few files are read. For one thread.
 */
final class ParquetNames {

    static final String USUAL_GLOB = "*.parquet";

    private static final String USUAL_ENDING = ".parquet";
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** The magic at both ends, and the length of the footer. */
    private static final int MIN_FILE_BYTES = 12;

    private static final int MAX_READS_PER_ENDING = 3;
    private static final Pattern LETTERS_AT_BEGINNING = Pattern.compile("[A-Za-z]{2,}[-_].*");
    private static final Pattern GLOB_SIGN = Pattern.compile("[*?\\[\\]{}!\\\\,]");

    private final ObjectStore store;
    private final Map<String, Verdict> verdicts = new HashMap<>();

    ParquetNames(ObjectStore store) {
        this.store = store;
    }

    /** A glob that takes the file's name if it is a Parquet file; empty if it is none. */
    Optional<String> glob(ListedObject file) {
        String name = file.key().name();
        if (name.endsWith(USUAL_ENDING)) {
            return Optional.of(USUAL_GLOB);
        }
        String ending = name.contains(".") ? name.substring(name.lastIndexOf('.')) : "";
        return isParquet(file, ending) ? Optional.of(glob(name, ending)) : Optional.empty();
    }

    private boolean isParquet(ListedObject file, String ending) {
        Verdict verdict = verdicts.computeIfAbsent(ending, unseen -> new Verdict());
        if (!verdict.isParquet
                && verdict.reads < MAX_READS_PER_ENDING
                && file.ref().sizeBytes() >= MIN_FILE_BYTES) {
            verdict.reads++;
            ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
            verdict.isParquet = store.read(file.ref(), 0, magic) == ReadResult.READ
                    && ByteBuffer.wrap(MAGIC).equals(magic.flip());
        }
        return verdict.isParquet;
    }

    private static String glob(String name, String ending) {
        if (!ending.isEmpty() && !GLOB_SIGN.matcher(ending).find()) {
            return "*" + ending;
        }
        Matcher letters = LETTERS_AT_BEGINNING.matcher(name);
        return letters.matches() ? name.substring(0, firstNonLetter(name) + 1) + "*" : "*";
    }

    private static int firstNonLetter(String name) {
        int index = 0;
        while (Character.isLetter(name.charAt(index))) {
            index++;
        }
        return index;
    }

    /** What is known of the files with one ending. */
    private static final class Verdict {

        private int reads;
        private boolean isParquet;
    }
}
