package dev.coldpress.settings;

import dev.coldpress.port.KeyPrefix;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A part of a lake's partitions, chosen by a hash of their paths: so that several machines can share a lake without
 * talking to each other. Every partition is in exactly one of the parts {@code 0/n} to {@code n-1/n}. The hash is the
 * CRC-32 of the path in UTF-8, the same in every version.
 *
 * @param index from 0, below the count
 * @param count how many parts there are, 1 or more
 */
public record Shard(int index, int count) {

    /** All partitions. */
    public static final Shard WHOLE = new Shard(0, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    /** @throws IllegalArgumentException if there is no such part */
    public Shard {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "the first number is from 0 to one less than the second, not " + index + " of " + count);
        }
    }

    /**
     * Reads {@code 0/4}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a shard is its number and how many there are, such as 0/4 to 3/4");
        }
        return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    public boolean contains(KeyPrefix partition) {
        CRC32 hash = new CRC32();
        hash.update(partition.path().getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % count == index;
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return index + "/" + count;
    }
}
