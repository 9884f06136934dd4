package dev.coldpress.merge;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The files of a partition whose rows are in another file too, by the lineages in their footers: whoever caused it, a
 * sink that delivered a file again, a copy or a restore that caught a compaction half-way, or a second set of records.
 *
 * <p>Of two outputs with common rows one is <em>superseded</em> by the other if that names all files that it names
 * itself; of two that name the same files, the one whose name comes later. A file that is no output is superseded by an
 * output that names it, with the same name, size, number of rows, footer and, where the merge saw them, bytes. Outputs
 * with common rows of which neither supersedes the other overlap <em>partly</em>: neither can go without rows of its
 * own.
 */
public final class RepeatedRows {

    private final List<SourceSummary> outputs;
    private final Map<ObjectKey, Superseded> superseded = new TreeMap<>();
    private final Map<ObjectKey, SourceSummary> partners = new TreeMap<>();

    /**
     * An output and what it supersedes. None of these is superseded itself.
     *
     * @param outputs superseded outputs
     * @param files superseded files that are no outputs
     */
    public record Superseded(SourceSummary by, List<SourceSummary> outputs, List<SourceSummary> files) {

        Superseded(SourceSummary by) {
            this(by, new ArrayList<>(), new ArrayList<>());
        }

        /** All that is superseded, in key order. */
        public List<SourceSummary> all() {
            List<SourceSummary> all = new ArrayList<>(outputs);
            all.addAll(files);
            all.sort(Comparator.comparing(file -> file.ref().key()));
            return all;
        }
    }

    /**
     * Compares files with each other.
     *
     * @param files of one partition, at the versions of one listing
     * @param contentHash of all bytes of a file that is no output; empty if it is larger than what a merge reads at
     *     once. Asked only for files that an output may name, and may read them
     */
    public RepeatedRows(List<SourceSummary> files, Function<ObjectRef, OptionalLong> contentHash) {
        outputs = files.stream()
                .filter(file -> !file.lineage().isEmpty())
                .sorted(Comparator.comparing(file -> file.ref().key()))
                .toList();
        List<SourceSummary> standing = new ArrayList<>();
        for (SourceSummary output : outputs) {
            topOf(output).ifPresentOrElse(top -> under(top).outputs().add(output), () -> standing.add(output));
        }
        for (SourceSummary file : files) {
            if (file.lineage().isEmpty()) {
                holderOf(file, standing, contentHash)
                        .ifPresent(holder -> under(holder).files().add(file));
            }
        }
        comparePartly(standing);
    }

    private Superseded under(SourceSummary output) {
        return superseded.computeIfAbsent(output.ref().key(), key -> new Superseded(output));
    }

    /**
     * The output that supersedes this one and is not superseded: there is one if any supersedes it, for the order is
     * strict.
     */
    private Optional<SourceSummary> topOf(SourceSummary output) {
        return outputs.stream()
                .filter(other -> supersedes(other, output))
                .reduce((best, other) -> supersedes(other, best) ? other : best);
    }

    private static boolean supersedes(SourceSummary above, SourceSummary below) {
        boolean holdsAll = above.lineage().containsAll(below.lineage());
        return holdsAll
                && (above.lineage().size() > below.lineage().size()
                        || above.ref().key().compareTo(below.ref().key()) < 0);
    }

    private static Optional<SourceSummary> holderOf(
            SourceSummary file, List<SourceSummary> standing, Function<ObjectRef, OptionalLong> contentHash) {
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        long byFooter = Lineage.digest(file.ref(), file.rowCount(), file.footerHash(), OptionalLong.empty());
        OptionalLong content = contentHash.apply(file.ref());
        long byContent = Lineage.digest(file.ref(), file.rowCount(), file.footerHash(), content);
        long byVersion = Lineage.digestOfVersion(file.ref());
        return standing.stream()
                .filter(output -> output.lineage().contains(byContent)
                        || output.lineage().contains(byFooter)
                        || output.lineage().contains(byVersion))
                .findFirst();
    }

    private void comparePartly(List<SourceSummary> standing) {
        for (int i = 0; i < standing.size(); i++) {
            for (int j = i + 1; j < standing.size(); j++) {
                SourceSummary one = standing.get(i);
                SourceSummary other = standing.get(j);
                if (one.lineage().common(other.lineage()) > 0) {
                    partners.putIfAbsent(one.ref().key(), other);
                    partners.putIfAbsent(other.ref().key(), one);
                }
            }
        }
    }

    /** In key order of the outputs that stay. */
    public List<Superseded> superseded() {
        return List.copyOf(superseded.values());
    }

    /** Outputs that overlap partly, each with one that it overlaps. */
    public Map<ObjectKey, SourceSummary> partly() {
        return partners;
    }

    public boolean isNone() {
        return superseded.isEmpty() && partners.isEmpty();
    }
}
