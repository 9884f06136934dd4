package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random partitions with random limits, with a liking for the edges. */
final class Plannings {

    private Plannings() {}

    /** Any limits that are allowed. */
    static Arbitrary<Planning> any() {
        return limits(Arbitraries.oneOf(Arbitraries.integers().between(0, 12), Arbitraries.just(10_000)))
                .flatMap(limits -> of(limits, 60));
    }

    /** Limits whose number of files per group is never reached. */
    static Arbitrary<Planning> boundedByBytes(int mostFiles) {
        return limits(Arbitraries.just(10_000)).flatMap(limits -> of(limits, mostFiles));
    }

    static Arbitrary<Planning> of(PlanLimits limits, int mostFiles) {
        Arbitrary<DataFile> file = Combinators.combine(
                        sizes(limits),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just("c1")), Tuple.of(2, Arbitraries.of("c2", "c3"))))
                .as((size, compatibility) -> TestFiles.file("unnamed", size, compatibility));
        return Combinators.combine(
                        file.list().ofMaxSize(mostFiles),
                        Arbitraries.randomValue(r -> r),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Spread.values()))
                .as((files, random, longQuiet, spread) -> {
                    List<DataFile> named = named(files, random);
                    return new Planning(limits, named, longQuiet, spread.ranges(named, random));
                });
    }

    /** How the values of different files lie to each other. */
    enum Spread {
        /** Nothing is known of them. */
        UNKNOWN,
        /** Each file has values of its own. */
        APART,
        /** Each file has almost all values. */
        EVERYWHERE,
        /** Anything, and nothing is known of some files. */
        ANY;

        Map<ObjectKey, Bounds> ranges(List<DataFile> files, Random random) {
            Map<ObjectKey, Bounds> ranges = new HashMap<>();
            for (int i = 0; i < files.size(); i++) {
                ObjectKey key = files.get(i).key();
                switch (this) {
                    case APART -> ranges.put(key, bounds(100 * i, 100 * i + random.nextInt(100)));
                    case EVERYWHERE -> ranges.put(key, bounds(random.nextInt(100), 9_900 + random.nextInt(100)));
                    case ANY -> {
                        int least = random.nextInt(10_000);
                        if (random.nextInt(10) > 0) {
                            ranges.put(key, bounds(least, least + random.nextInt(10_000 - least)));
                        }
                    }
                    case UNKNOWN -> {}
                }
            }
            return ranges;
        }

        private static Bounds bounds(int least, int greatest) {
            return new Bounds(
                    ByteBuffer.allocate(Integer.BYTES).putInt(least).array(),
                    ByteBuffer.allocate(Integer.BYTES).putInt(greatest).array());
        }
    }

    /** Files in random order of random names, which keep their sizes. */
    private static List<DataFile> named(List<DataFile> files, Random random) {
        List<DataFile> named = new ArrayList<>();
        for (DataFile file : files) {
            String name = String.format("%s-%03d.parquet", random.nextBoolean() ? "part" : "compacted", named.size());
            named.add(TestFiles.file(name, file.sizeBytes(), file.compatibility()));
        }
        Collections.shuffle(named, random);
        return named;
    }

    private static Arbitrary<PlanLimits> limits(Arbitrary<Integer> filesPerGroupAboveMinimum) {
        Arbitrary<Long> targets = Arbitraries.longs().between(1024, 20_000);
        Arbitrary<Double> ratios = Arbitraries.oneOf(
                Arbitraries.of(0.75, 0.5, 1.0), Arbitraries.doubles().between(0.05, 1));
        Arbitrary<Double> rooms = Arbitraries.oneOf(
                Arbitraries.of(0.0, 0.25, 1.0), Arbitraries.doubles().between(0, 2));
        Arbitrary<Integer> minFiles =
                Arbitraries.oneOf(Arbitraries.just(2), Arbitraries.integers().between(2, 6));
        return Combinators.combine(targets, ratios, rooms, minFiles, filesPerGroupAboveMinimum)
                .as((target, ratio, room, min, more) -> new PlanLimits(
                        target,
                        target + (long) (ratio * target) + (long) (room * target),
                        ratio,
                        min,
                        min + more,
                        Duration.ofDays(1)));
    }

    private static Arbitrary<Long> sizes(PlanLimits limits) {
        long target = limits.targetFileSizeBytes();
        long small = limits.smallFileSizeBytes();
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(0, small - 1)),
                Tuple.of(3, Arbitraries.longs().between(0, target / 10)),
                Tuple.of(3, Arbitraries.longs().between(small / 2, small - 1)),
                Tuple.of(2, Arbitraries.of(0L, 1L, small - 1, small, target - 1, target)),
                Tuple.of(1, Arbitraries.longs().between(small, 4 * target)));
    }
}
