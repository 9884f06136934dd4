package dev.coldpress.scan;

import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.plan.PartitionPlan;
import dev.coldpress.plan.PlanLimits;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files of a partition are not merged, and why, as far as its looks have come. For one thread. */
final class SkippedFiles {

    /** What a plan says where nothing more is to be gained, as far as it knows. */
    static final Set<SkipReason> AT_REST = EnumSet.of(SkipReason.TOO_FEW_FILES, SkipReason.ALREADY_SIZED);

    private final PlanLimits limits;
    private final Map<ObjectRef, Skip> refused = new HashMap<>();
    /** By the last look: outputs that overlap partly. */
    private final Map<ObjectRef, Skip> overlapping = new HashMap<>();
    /** By the last look: files that a symbolic link leads to. */
    private final Map<ObjectRef, Skip> linked = new HashMap<>();
    /** Files whose footers were read and that fit no other file. */
    private final Map<ObjectRef, Skip> apart = new HashMap<>();

    SkippedFiles(PlanLimits limits) {
        this.limits = limits;
    }

    /** Forgets what was so at the last look. */
    void begin(PartitionContents contents) {
        overlapping.clear();
        linked.clear();
        contents.linkedFiles()
                .forEach((file, link) -> linked.put(
                        file,
                        new Skip(
                                SkipReason.SYMBOLIC_LINK,
                                "the symbolic link " + link
                                        + " leads to it and would lead to nothing after a merge. Delete"
                                        + " the link, or put a copy in its place")));
    }

    /** For all further plans. */
    void refuse(SkippedFile file) {
        refused.put(file.ref(), file.skip());
    }

    Optional<Skip> refusal(ObjectRef file) {
        return Optional.ofNullable(refused.get(file));
    }

    /** Until the next look, rows of the file are in another one too, or may be. */
    void overlaps(ObjectRef file, Skip why) {
        overlapping.put(file, why);
    }

    Collection<ObjectRef> overlapping() {
        return overlapping.keySet();
    }

    void forgetWhatIsApart() {
        apart.clear();
    }

    void fitsNoOther(ObjectRef file, Skip why) {
        apart.put(file, why);
    }

    /** Whether a file may be merged, as far as it was looked at. */
    boolean isUsable(ObjectRef file) {
        return !refused.containsKey(file) && !overlapping.containsKey(file) && !linked.containsKey(file);
    }

    private Optional<Skip> of(ObjectRef file) {
        return Optional.ofNullable(overlapping.get(file))
                .or(() -> Optional.ofNullable(refused.get(file)))
                .or(() -> Optional.ofNullable(linked.get(file)))
                .or(() -> Optional.ofNullable(apart.get(file)));
    }

    /**
     * The files that are set aside: first those in the order of their keys that cannot be merged, then those that wait.
     * An output is among them only if it cannot be merged itself: that it fits no other file, or waits for more, is how
     * it should be.
     */
    List<SkippedFile> files(PartitionContents contents, PartitionPlan plan) {
        Map<ObjectRef, Skip> files = new LinkedHashMap<>();
        for (ListedObject file : contents.files()) {
            of(file.ref()).filter(skip -> !isDone(file.ref())).ifPresent(skip -> files.put(file.ref(), skip));
        }
        for (SkippedFile left : plan.leftAlone()) {
            if (left.reason() == SkipReason.AMPLIFICATION && !isDone(left.ref())) {
                files.putIfAbsent(left.ref(), left.skip());
            }
        }
        return files.entrySet().stream()
                .map(entry -> new SkippedFile(entry.getKey(), entry.getValue()))
                .toList();
    }

    private boolean isDone(ObjectRef file) {
        return OutputNames.isOutput(file.key()) && isUsable(file);
    }

    /**
     * Why nothing is merged: that of the files which are set aside, if they are all that could be merged, or enough for
     * a merge.
     */
    Optional<Skip> whyNone(PartitionContents contents, PartitionPlan plan) {
        return plan.skip().map(skip -> {
            if (contents.files().isEmpty()) {
                return ofEntries(contents.entriesLeftAlone()).orElse(skip);
            }
            List<Skip> ofFiles = new ArrayList<>();
            int others = 0;
            for (ListedObject file : contents.files()) {
                Optional<Skip> reason = of(file.ref()).filter(why -> !AT_REST.contains(why.reason()));
                reason.ifPresent(
                        why -> ofFiles.add(new Skip(why.reason(), file.key().name() + ": " + why.detail())));
                others += reason.isEmpty() && limits.isSmall(file.ref().sizeBytes()) ? 1 : 0;
            }
            boolean areAll = ofFiles.size() == contents.files().size();
            boolean areEnough = AT_REST.contains(skip.reason()) && ofFiles.size() + others >= limits.minFiles();
            boolean count = !ofFiles.isEmpty() && (areAll || areEnough || !apart.isEmpty());
            return count ? mostFrequent(ofFiles) : skip;
        });
    }

    private static Optional<Skip> ofEntries(List<EntriesLeftAlone> entries) {
        return entries.stream()
                .max(Comparator.comparing(EntriesLeftAlone::count))
                .map(most -> new Skip(most.reason(), "there is no data file, but " + most.text()));
    }

    private static Skip mostFrequent(List<Skip> skips) {
        Map<SkipReason, List<Skip>> byReason = new EnumMap<>(SkipReason.class);
        skips.forEach(skip -> byReason.computeIfAbsent(skip.reason(), reason -> new ArrayList<>())
                .add(skip));
        List<Skip> most =
                byReason.values().stream().max(Comparator.comparing(List::size)).orElseThrow();
        Skip first = most.get(0);
        int more = most.size() - 1;
        return more == 0
                ? first
                : new Skip(
                        first.reason(),
                        first.detail() + "; " + more + (more == 1 ? " more file has" : " more files have")
                                + " this reason");
    }
}
