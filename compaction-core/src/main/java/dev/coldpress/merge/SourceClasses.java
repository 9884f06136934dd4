package dev.coldpress.merge;

import dev.coldpress.plan.Skip;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.MetadataNotation;
import dev.coldpress.port.parquet.Widening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the files of a partition into classes whose members may share an output: their schemas unite, and the metadata
 * that changes the meaning of values is equal. Each file joins the first class that takes it, so the classes depend on
 * the order of the files, which is the key order.
 */
public final class SourceClasses {

    private final MetadataReader reader;
    private final Widening widening;
    private final List<SourceClass> classes = new ArrayList<>();
    private final Map<ObjectKey, SourceClass> byKey = new HashMap<>();
    private final Map<ObjectKey, Skip> differences = new LinkedHashMap<>();

    /**
     * Sorts files into classes.
     *
     * @param sources in key order
     * @param widening whether files whose types differ may share an output in a wider one
     */
    public SourceClasses(List<SourceSummary> sources, MetadataNotation notation, Widening widening) {
        this.reader = new MetadataReader(notation);
        this.widening = widening;
        sources.forEach(this::add);
    }

    /** The name of the file's class: equal names, same output possible. */
    public String nameOf(ObjectKey key) {
        SourceClass found = byKey.get(key);
        if (found == null) {
            throw new IllegalArgumentException("The file was not classified: " + key);
        }
        return found.name;
    }

    /** What keeps a file apart from the others: empty if all files are of one class. */
    public Optional<Skip> differenceOf(ObjectKey key) {
        return Optional.ofNullable(differences.get(key))
                .or(() -> differences.values().stream().findFirst());
    }

    private void add(SourceSummary source) {
        for (SourceClass candidate : classes) {
            Skip difference = candidate.join(source, reader, widening);
            if (difference == null) {
                byKey.put(source.ref().key(), candidate);
                return;
            }
            differences.putIfAbsent(source.ref().key(), difference);
        }
        SourceClass fresh = new SourceClass(String.valueOf(classes.size()), SourceUnion.of(source, reader));
        classes.add(fresh);
        byKey.put(source.ref().key(), fresh);
    }

    private static final class SourceClass {

        private final String name;
        private SourceUnion members;

        SourceClass(String name, SourceUnion first) {
            this.name = name;
            this.members = first;
        }

        /** Returns null if the file has joined. */
        @Nullable
        Skip join(SourceSummary source, MetadataReader reader, Widening widening) {
            SourceUnion.Result result = members.add(source, reader, widening);
            if (result instanceof SourceUnion.Conflict conflict) {
                return conflict.skip();
            }
            members = ((SourceUnion.United) result).union();
            return null;
        }
    }
}
