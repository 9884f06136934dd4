package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesUtils;

/** The levels of one kind of the page that is being filled. */
public final class PageLevels {

    private int maxLevel;
    private int[] levels = new int[0];
    private int count;

    /** Most pages have no nulls, and then all levels are the maximum: they are only counted, until another comes. */
    private boolean allMaximum = true;

    /**
     * Begins the first page of a chunk.
     *
     * @param newMaxLevel 0 if there are none, which is counted and not kept
     */
    public void begin(int newMaxLevel) {
        maxLevel = newMaxLevel;
        clear();
    }

    public void add(int[] source, int from, int added) {
        if (maxLevel > 0) {
            makeRoom(added);
            if (allMaximum) {
                Arrays.fill(levels, 0, count, maxLevel);
                allMaximum = false;
            }
            System.arraycopy(source, from, levels, count, added);
            count += added;
        }
    }

    /** The same for levels that are all the maximum. */
    public void addMaximum(int added) {
        if (!allMaximum) {
            makeRoom(added);
            Arrays.fill(levels, count, count + added, maxLevel);
        }
        count += added;
    }

    private void makeRoom(int added) {
        if (count + added > levels.length) {
            levels = Arrays.copyOf(levels, Math.max(count + added, 2 * levels.length));
        }
    }

    public void clear() {
        count = 0;
        allMaximum = true;
    }

    /** Appends them encoded, as V2 has them. */
    public void encode(ReusableBytes into) {
        if (maxLevel > 0) {
            RunEncoder encoder = new RunEncoder(into, BytesUtils.getWidthFromMaxInt(maxLevel));
            if (allMaximum) {
                encoder.writeRun(maxLevel, count);
            } else {
                encoder.encode(levels, count);
            }
        }
    }

    /** Appends them encoded with their length before them, as V1 has them. */
    public void encodeWithLength(ReusableBytes into) {
        if (maxLevel > 0) {
            into.extend(Integer.BYTES);
            int start = into.size();
            encode(into);
            LittleEndian.putInt(into.array(), start - Integer.BYTES, into.size() - start);
        }
    }

    private int count(int level) {
        int[] all = levels;
        int end = count;
        int found = 0;
        for (int i = 0; i < end; i++) {
            found += all[i] == level ? 1 : 0;
        }
        return found;
    }

    /** How often each level occurs; empty if the maximum is less than {@code leastLevel}. */
    public List<Long> histogram(int leastLevel) {
        List<Long> histogram = new ArrayList<>();
        if (maxLevel >= leastLevel) {
            long[] counts = new long[maxLevel + 1];
            if (allMaximum) {
                counts[maxLevel] = count;
            } else {
                // One pass for each of the few levels is faster than one that depends on its own stores.
                for (int level = 0; level < maxLevel; level++) {
                    counts[level] = count(level);
                }
                counts[maxLevel] = count - Arrays.stream(counts).sum();
            }
            for (long level : counts) {
                histogram.add(level);
            }
        }
        return histogram;
    }
}
