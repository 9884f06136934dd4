package dev.coldpress.partition;

import dev.coldpress.partition.DirectoryKinds.Kind;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listing of everything below the base of a lake, made when it is first asked. It keeps which partitions are at
 * rest, and what lies in the directories above the partitions, so that nobody has to list these.
 *
 * <p>It passes over what a walk does not look into: where a page ends in such a directory, the next one begins behind
 * it; likewise in a partition with more than a page of objects. A partition at rest that is found spares two requests,
 * and a page that shows none costs one. So the listing ends once there were more pages in vain than partitions that may
 * still be found, and at least {@value #PAGES_IN_VAIN}; or at a fault. What comes behind that point, and the
 * directories around it, are not known here. For one thread.
 */
final class FlatListing {

    static final int PAGES_IN_VAIN = 16;

    private static final Logger LOG = LoggerFactory.getLogger(FlatListing.class);

    private final ObjectStore store;
    private final KeyPrefix base;
    private final DirectoryKinds kinds;
    private final RestCheck restCheck;
    private final Map<KeyPrefix, ListPage> levels = new HashMap<>();
    private final Set<KeyPrefix> atRest = new HashSet<>();

    /** The directories that the last object lies in, the innermost first, as far as they matter. */
    private final Deque<Directory> open = new ArrayDeque<>();

    private boolean isRead;
    private @Nullable ObjectKey last;

    /** @param restCheck {@link RestCheck#NONE} if nothing is to be listed */
    FlatListing(ObjectStore store, KeyPrefix base, DirectoryKinds kinds, RestCheck restCheck) {
        this.store = store;
        this.base = base;
        this.kinds = kinds;
        this.restCheck = restCheck;
    }

    /** A directory of which not all objects were seen yet. */
    private static final class Directory {

        private final KeyPrefix prefix;
        private final Kind kind;
        private final List<ListedObject> objects = new ArrayList<>();
        private final List<KeyPrefix> directories = new ArrayList<>();

        Directory(KeyPrefix prefix, Kind kind) {
            this.prefix = prefix;
            this.kind = kind;
        }

        boolean isLookedInto() {
            return kind == Kind.LEVEL || kind == Kind.PARTITION;
        }

        boolean isTooLarge() {
            return objects.size() > ListRequest.MAX_ENTRIES;
        }

        void add(ListedObject object) {
            if (!isTooLarge()) {
                objects.add(object);
            }
        }

        /** Takes the directory in which an object lies, directly below this one. */
        KeyPrefix directoryOf(String path, int slash) {
            KeyPrefix last = directories.isEmpty() ? null : directories.get(directories.size() - 1);
            if (last != null && path.startsWith(last.path())) {
                return last;
            }
            KeyPrefix found = KeyPrefix.of(path.substring(0, slash + 1));
            directories.add(found);
            return found;
        }
    }

    /** Everything directly in a directory above the partitions, as one page; empty if it is not known. */
    Optional<ListPage> level(KeyPrefix directory) {
        read();
        return Optional.ofNullable(levels.remove(directory));
    }

    boolean isAtRest(KeyPrefix partition) {
        return atRest.contains(partition);
    }

    private void read() {
        if (isRead || restCheck == RestCheck.NONE) {
            return;
        }
        isRead = true;
        open.push(new Directory(base, Kind.LEVEL));
        try {
            if (readPages()) {
                while (!open.isEmpty()) {
                    close(open.pop());
                }
            }
        } catch (StoreException e) {
            // The walk lists the rest level by level, and tells of what cannot be listed.
            LOG.debug("The lake is listed level by level from here on", e);
        } catch (UnorderedException e) {
            LOG.warn("{} The lake is listed level by level", e.getMessage());
            levels.clear();
            atRest.clear();
        }
        open.clear();
    }

    /** Returns whether it came to the end. */
    private boolean readPages() {
        ListRequest request = ListRequest.tree(base);
        int inVain = 0;
        while (inVain < Math.max(PAGES_IN_VAIN, restCheck.unseen())) {
            int before = atRest.size();
            ListPage page = store.list(request);
            page.objects().forEach(this::take);
            String next = page.next();
            if (next == null) {
                return true;
            }
            inVain += atRest.size() > before ? 0 : 1;
            request = behind(request.after(next), next);
        }
        return false;
    }

    /** What was taken for the whole of a directory may be half of it then. */
    private static final class UnorderedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnorderedException(ObjectKey key, ObjectKey last) {
            super("The store lists " + key + " after " + last + ", which is not the order of keys.");
        }
    }

    private void take(ListedObject object) {
        ObjectKey before = last;
        last = object.key();
        if (before != null && last.compareTo(before) <= 0) {
            throw new UnorderedException(last, before);
        }
        String path = last.path();
        while (!path.startsWith(open.element().prefix.path())) {
            close(open.pop());
        }
        Directory directory = open.element();
        int slash = path.indexOf('/', directory.prefix.path().length());
        while (directory.kind == Kind.LEVEL && slash >= 0) {
            KeyPrefix below = directory.directoryOf(path, slash);
            directory = new Directory(below, kindOf(below));
            open.push(directory);
            slash = path.indexOf('/', slash + 1);
        }
        if (directory.isLookedInto() && slash < 0) {
            directory.add(object);
        } else if (directory.kind == Kind.PARTITION) {
            var unused = directory.directoryOf(path, slash);
        }
    }

    /** A partition that is not cold is pruned too. */
    private Kind kindOf(KeyPrefix directory) {
        Kind kind = kinds.of(directory);
        return kind == Kind.PARTITION && kinds.temperature(directory) != Temperature.COLD ? Kind.PRUNED : kind;
    }

    private void close(Directory directory) {
        if (directory.isTooLarge()) {
            return;
        }
        if (directory.kind == Kind.LEVEL) {
            levels.put(directory.prefix, new ListPage(directory.objects, directory.directories, null));
        } else if (directory.kind == Kind.PARTITION) {
            PartitionListing listing = new PartitionListing(directory.objects, directory.directories, List.of(), 1);
            if (restCheck.isAtRest(directory.prefix, listing)) {
                atRest.add(directory.prefix);
            }
        }
    }

    /**
     * The request for what comes behind the directory in which the last page ended, if all that matters of it was seen.
     */
    private ListRequest behind(ListRequest request, String last) {
        Directory directory = open.element();
        if (!directory.isLookedInto() || (directory.kind == Kind.PARTITION && directory.isTooLarge())) {
            return last.startsWith(directory.prefix.path()) ? request.behind(directory.prefix) : request;
        }
        if (directory.kind == Kind.PARTITION && !directory.directories.isEmpty()) {
            KeyPrefix below = directory.directories.get(directory.directories.size() - 1);
            return last.startsWith(below.path()) ? request.behind(below) : request;
        }
        return request;
    }
}
