package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UnlistedEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the partitions of a lake, level by level with delimited listings. A directory is listed only if it matches the
 * beginning of the layout and something below it may be cold, and partitions themselves are not listed: requests grow
 * with the directories looked at, never with the objects in them. It begins at the {@linkplain LakeLayout#base base} of
 * the layout; of each directory between that and the root it tells, unseen, that a lake of its own may be there.
 *
 * <p>Names that begin with {@code _} or {@code .}, the control prefix, and the {@code lost+found} that a file system
 * keeps for itself are passed over in silence, but for the control directory of a lake inside this one. A directory
 * that a table format manages is reported and not entered, see {@link TableFormatMark};
 * {@linkplain SummaryFile summary files} are told with the partitions below them. One that cannot be listed is reported
 * too, and the walk goes on with the next.
 *
 * <p>Immutable; walks share nothing.
 */
public final class LakeWalk {

    /**
     * The directory in which every lake has its marker, and by default its records. Below the root it means that a
     * directory is a lake of its own.
     */
    public static final KeyPrefix CONTROL_DIRECTORY = KeyPrefix.of("_compaction/");

    private final ObjectStore store;
    private final LakeLayout layout;
    private final ColdWindow coldWindow;
    private final KeyPrefix controlPrefix;

    /** @throws IllegalArgumentException if the control prefix is the root, which would hide the whole lake */
    public LakeWalk(ObjectStore store, LakeLayout layout, ColdWindow coldWindow, KeyPrefix controlPrefix) {
        if (controlPrefix.equals(KeyPrefix.ROOT)) {
            throw new IllegalArgumentException("The control prefix is the root: it would hide the whole lake");
        }
        this.store = store;
        this.layout = layout;
        this.coldWindow = coldWindow;
        this.controlPrefix = controlPrefix;
    }

    /**
     * Walks the lake while the result is read: each request is made when its entries are wanted. Entries come depth
     * first, in the order of the listings, the objects of a page before its directories. Memory is bounded by one page
     * per level of the layout.
     *
     * @param now the time that decides what is cold, for the whole walk
     * @return for one thread; its methods throw {@link StoreException} if the store does not list the base, either, and
     *     ask again when they are called again
     */
    public Iterator<LakeEntry> entries(Instant now) {
        return new Entries(now, RestCheck.NONE);
    }

    /**
     * The same, and tells which partitions are at rest. Where the store lists trees by page, a first listing of the
     * whole lake finds them, and the directories above them are not listed by themselves; see {@link FlatListing} for
     * how far it goes. What such a listing does not show is passed over: empty directories, and names that are no keys.
     * Requests grow with the objects then, a thousand for each, and memory with the partitions at rest.
     *
     * @param restCheck is called while the result is read
     */
    public Iterator<LakeEntry> entries(Instant now, RestCheck restCheck) {
        return new Entries(now, store.listsTreesByPage() ? restCheck : RestCheck.NONE);
    }

    private final class Entries implements Iterator<LakeEntry> {

        private final DirectoryKinds kinds;
        private final FlatListing flat;
        private final Deque<Level> levels = new ArrayDeque<>();
        private final KeyPrefix base = layout.base();
        private final int levelsAbove = base.depth();

        /** Nobody lists the directories between the root and the lake. */
        private final Iterator<KeyPrefix> around = base.above().iterator();

        private @Nullable LakeEntry upcoming;

        Entries(Instant now, RestCheck restCheck) {
            kinds = new DirectoryKinds(layout, coldWindow, controlPrefix, now);
            flat = new FlatListing(store, base, kinds, restCheck);
            if (layout.depth() == levelsAbove) {
                upcoming = partition(base);
            } else {
                levels.push(new Level(base));
            }
        }

        private LakeEntry partition(KeyPrefix prefix) {
            PartitionPath path = layout.match(prefix).orElseThrow();
            return new LakeEntry.Partition(path, kinds.temperature(prefix), summaries(), flat.isAtRest(prefix));
        }

        @Override
        public boolean hasNext() {
            while (upcoming == null && !levels.isEmpty()) {
                upcoming = step(levels.element());
            }
            return upcoming != null || around.hasNext();
        }

        @Override
        public LakeEntry next() {
            if (around.hasNext()) {
                return new LakeEntry.LakeInside(around.next());
            }
            if (!hasNext() || upcoming == null) {
                throw new NoSuchElementException("The walk is over");
            }
            LakeEntry entry = upcoming;
            upcoming = null;
            return entry;
        }

        private List<ObjectKey> summaries() {
            return levels.stream().flatMap(level -> level.summaries.stream()).toList();
        }

        /** Takes one directory, object or page of the level, or ends the level; null if there is nothing to tell. */
        private @Nullable LakeEntry step(Level level) {
            if (level.objects.hasNext()) {
                ListedObject object = level.objects.next();
                return LakeLayout.isHidden(object.key().name())
                        ? null
                        : new LakeEntry.NotInLayout(object.key().path());
            }
            if (level.unlisted.hasNext()) {
                UnlistedEntry entry = level.unlisted.next();
                return LakeLayout.isHidden(entry.name()) ? null : new LakeEntry.Unlisted(level.prefix, entry);
            }
            if (level.prefixes.hasNext()) {
                return directory(level.prefixes.next());
            }
            try {
                return page(level);
            } catch (StoreException e) {
                requireOtherListings(level, e);
                levels.pop();
                return new LakeEntry.Unreadable(level.prefix, layout.depth() - levelsAbove - levels.size(), e);
            }
        }

        /** Takes the next page of the level, or ends the level if there is none or if a table format manages it. */
        private @Nullable LakeEntry page(Level level) {
            ListRequest request = level.request;
            if (request == null) {
                levels.pop();
                return null;
            }
            ListPage page = (level.isBegun ? Optional.<ListPage>empty() : flat.level(level.prefix))
                    .orElseGet(() -> store.list(request));
            Optional<String> mark = level.isBegun ? Optional.empty() : TableFormatMark.in(store, level.prefix, page);
            if (mark.isPresent()) {
                levels.pop();
                return new LakeEntry.Managed(level.prefix, mark.get());
            }
            if (!level.isBegun) {
                level.summaries = SummaryFile.in(store, level.prefix, page);
            }
            level.take(request, page);
            return null;
        }

        /**
         * Whether it is the directory that cannot be listed, or the store that does not answer: then all others fail
         * too.
         */
        private void requireOtherListings(Level level, StoreException fault) {
            if (level.prefix.equals(base)) {
                throw fault;
            }
            try {
                store.list(new ListRequest(base, true, null, 1));
            } catch (StoreException e) {
                throw fault;
            }
        }

        private @Nullable LakeEntry directory(KeyPrefix prefix) {
            return switch (kinds.of(prefix)) {
                case CONTROL_OF_ANOTHER -> new LakeEntry.LakeInside(levels.element().prefix);
                case HIDDEN -> null;
                case NOT_IN_LAYOUT -> new LakeEntry.NotInLayout(prefix.path());
                case PRUNED -> new LakeEntry.Pruned(prefix, kinds.temperature(prefix));
                case PARTITION -> partition(prefix);
                case LEVEL -> {
                    levels.push(new Level(prefix));
                    yield null;
                }
            };
        }
    }

    /** Where the walk stands in the listing of one directory. */
    private static final class Level {

        private final KeyPrefix prefix;

        /** For the page that comes next; null if there is none. */
        private @Nullable ListRequest request;

        private boolean isBegun;
        private List<ObjectKey> summaries = List.of();
        private Iterator<UnlistedEntry> unlisted = Collections.emptyIterator();
        private Iterator<ListedObject> objects = Collections.emptyIterator();
        private Iterator<KeyPrefix> prefixes = Collections.emptyIterator();

        Level(KeyPrefix prefix) {
            this.prefix = prefix;
            request = ListRequest.level(prefix);
        }

        void take(ListRequest answered, ListPage page) {
            isBegun = true;
            request = page.next() == null ? null : answered.after(page.next());
            objects = page.objects().iterator();
            unlisted = page.unlisted().iterator();
            prefixes = page.prefixes().iterator();
        }
    }
}
