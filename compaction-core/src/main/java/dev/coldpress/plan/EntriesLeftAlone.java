package dev.coldpress.plan;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.UnlistedEntry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies in a partition and is no data file, so that nobody looks into it: files of other names, links, directories.
 * Hidden names are not among them, since nobody takes them for data.
 *
 * @param count 1 or more
 * @param names the first ones in order, as printable text on one line each; those of directories end with a slash
 */
public record EntriesLeftAlone(SkipReason reason, long count, List<String> names) {

    private static final int MAX_NAMES = 3;

    public EntriesLeftAlone {
        names = List.copyOf(names);
    }

    /**
     * Counts what is in a partition.
     *
     * @param others objects that are no data files
     * @return one for each reason that there is, in the order of the reasons
     */
    public static List<EntriesLeftAlone> of(List<ListedObject> others, PartitionListing listing) {
        Map<SkipReason, List<String>> names = new EnumMap<>(SkipReason.class);
        add(
                names,
                SkipReason.FILE_NAME,
                others.stream().map(object -> object.key().name()));
        add(
                names,
                SkipReason.NOT_IN_LAYOUT,
                listing.directories().stream().map(KeyPrefix::name).map(name -> name + "/"));
        Map<SkipReason, List<UnlistedEntry>> unlisted =
                listing.unlisted().stream().collect(Collectors.groupingBy(EntriesLeftAlone::reasonOf));
        unlisted.forEach(
                (reason, entries) -> add(names, reason, entries.stream().map(UnlistedEntry::name)));
        return names.entrySet().stream()
                .map(entry -> new EntriesLeftAlone(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().limit(MAX_NAMES).toList()))
                .toList();
    }

    private static void add(Map<SkipReason, List<String>> names, SkipReason reason, Stream<String> more) {
        List<String> visible = more.filter(name -> !LakeLayout.isHidden(name)).toList();
        if (!visible.isEmpty()) {
            names.put(reason, visible);
        }
    }

    /** Why an entry that is no object is left alone. */
    public static SkipReason reasonOf(UnlistedEntry entry) {
        return switch (entry.kind()) {
            case SYMBOLIC_LINK -> SkipReason.SYMBOLIC_LINK;
            case SPECIAL_FILE -> SkipReason.SPECIAL_FILE;
            case UNUSABLE_NAME -> SkipReason.UNUSABLE_NAME;
        };
    }

    /** For people: the names, and whether there are more. */
    public String text() {
        String more = count > names.size() ? " and " + (count - names.size()) + " more" : "";
        return String.join(", ", names) + more;
    }
}
