package dev.coldpress.localfs;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One delete of many objects: all under the lock, then one sync for each directory, and only then are the answers true.
 * For one use.
 */
final class Deletion {

    private final StoreRoot root;
    private final List<ObjectRef> objects;
    private final List<DeleteResult> results;
    private final Map<KeyPrefix, Path> directories = new HashMap<>();
    private final Map<Path, List<Integer>> unsynced = new LinkedHashMap<>();

    Deletion(StoreRoot root, List<ObjectRef> objects) {
        this.root = root;
        this.objects = objects;
        results = new ArrayList<>(Collections.nCopies(objects.size(), DeleteResult.unknown("not tried")));
    }

    List<DeleteResult> run(StoreLock lock) {
        try {
            lock.holding(root.lockFile(), this::deleteAll);
        } catch (IOException e) {
            Collections.fill(
                    results,
                    result(FileErrors.translate("delete", objects.get(0).key(), e)));
        } catch (StoreException e) {
            Collections.fill(results, result(e));
        }
        unsynced.forEach(this::sync);
        return List.copyOf(results);
    }

    private List<DeleteResult> deleteAll() {
        for (int i = 0; i < objects.size(); i++) {
            results.set(i, delete(i));
        }
        return results;
    }

    private DeleteResult delete(int index) {
        ObjectRef object = objects.get(index);
        try {
            Path directory = directory(object.key());
            unsynced.computeIfAbsent(directory, d -> new ArrayList<>()).add(index);
            return delete(directory, object);
        } catch (NoSuchFileException e) {
            return DeleteResult.NOT_FOUND;
        } catch (IOException e) {
            return result(FileErrors.translate("delete", object.key(), e));
        } catch (StoreException e) {
            return result(e);
        }
    }

    private Path directory(ObjectKey key) throws IOException {
        Path known = directories.get(key.parent());
        if (known != null) {
            return known;
        }
        Path directory = root.directory("delete", key, key.parent());
        directories.put(key.parent(), directory);
        return directory;
    }

    private DeleteResult delete(Path directory, ObjectRef object) throws IOException {
        Optional<ObjectFile> found = root.findIn(directory, "delete", object.key());
        if (found.isEmpty()) {
            return DeleteResult.NOT_FOUND;
        }
        if (!found.get().stamp().version().isAt(object.version())) {
            return DeleteResult.OTHER_VERSION;
        }
        FileStamp stamp = found.get().stamp();
        if (stamp.links() > 1) {
            LinkChanges.SYSTEM.delete(stamp, () -> Files.delete(found.get().path()));
        } else {
            Files.delete(found.get().path());
            LinkChanges.SYSTEM.forget(stamp);
        }
        return DeleteResult.DELETED;
    }

    /**
     * Also for objects that were not found: whoever deleted them may not have come to sync. Not below a hidden
     * directory: no reader sees what comes back there, and it is deleted again.
     */
    private void sync(Path directory, List<Integer> indexes) {
        KeyPrefix prefix = objects.get(indexes.get(0)).key().parent();
        try {
            if (!ReservedNames.isHidden(prefix)) {
                Directories.sync(directory);
            }
            root.removeIfEmptied(prefix);
        } catch (NoSuchFileException e) {
            // With the directory all its names are gone.
        } catch (IOException e) {
            DeleteResult unknown = DeleteResult.unknown("sync of " + directory + ": " + e.getMessage());
            indexes.stream().filter(i -> results.get(i).isAnswered()).forEach(i -> results.set(i, unknown));
        }
    }

    private static DeleteResult result(StoreException fault) {
        String text = String.valueOf(fault.getMessage());
        return fault.kind() == StoreException.Kind.DENIED ? DeleteResult.denied(text) : DeleteResult.unknown(text);
    }
}
