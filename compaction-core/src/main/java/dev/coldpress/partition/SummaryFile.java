package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recognises {@code _metadata} and {@code _common_metadata}: the footers of all data files below a directory, or their common
 * schema, gathered into one file by their writer. Dask, pyarrow.dataset, Spark and others read such a file instead of the
 * footers or of a listing, and then look for the files that it names.
 */
public final class SummaryFile {

    private static final List<String> NAMES = List.of("_common_metadata", "_metadata");

    private SummaryFile() {}

    /** Those among the objects of one directory. */
    public static List<ObjectKey> in(List<ListedObject> objects) {
        return objects.stream()
                .map(ListedObject::key)
                .filter(key -> NAMES.contains(key.name()))
                .toList();
    }

    /**
     * Those in a directory of which only the first page has been listed. Each that may stand on a further page costs a request;
     * where directories begin with letters in lower case, that is none.
     */
    static List<ObjectKey> in(ObjectStore store, KeyPrefix directory, ListPage firstPage) {
        List<ObjectKey> found = new ArrayList<>(in(firstPage.objects()));
        String next = firstPage.next();
        if (next != null) {
            mayFollow(directory, next)
                    .filter(key -> store.head(key).isPresent())
                    .forEach(found::add);
        }
        return found;
    }

    private static Stream<ObjectKey> mayFollow(KeyPrefix directory, String next) {
        // Names of these letters order by their UTF-16 units as by their bytes.
        return NAMES.stream().map(directory::key).filter(key -> key.path().compareTo(next) > 0);
    }
}
