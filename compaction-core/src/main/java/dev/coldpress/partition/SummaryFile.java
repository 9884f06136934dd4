package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognises {@code _metadata} and {@code _common_metadata}: the footers of all data files below a directory, or their
 * common schema, gathered into one file by their writer. Dask, pyarrow.dataset, Spark and others read such a file
 * instead of the footers or of a listing, and then look for the files that it names.
 */
public final class SummaryFile {

    private static final String HIDDEN = "_";
    private static final String LAST_NAME = "_metadata";
    private static final List<String> NAMES = List.of("_common_metadata", LAST_NAME);

    private SummaryFile() {}

    /** Those among the objects of one directory. */
    public static List<ObjectKey> in(List<ListedObject> objects) {
        return objects.stream()
                .map(ListedObject::key)
                .filter(key -> NAMES.contains(key.name()))
                .toList();
    }

    /**
     * Those in a directory of which only the first page has been listed. If one may stand on a further page, that costs
     * a request for what begins with an underscore; where directories begin with letters in lower case, none does.
     */
    static List<ObjectKey> in(ObjectStore store, KeyPrefix directory, ListPage firstPage) {
        List<ObjectKey> found = new ArrayList<>(in(firstPage.objects()));
        // All that is compared begins with the path of the directory, and behind it one side has plain letters only:
        // UTF-16
        // units order that as bytes do.
        String last = directory.path() + LAST_NAME;
        String next = firstPage.next();
        if (next != null && next.compareTo(directory.path() + HIDDEN) < 0) {
            next = directory.path() + HIDDEN;
        }
        while (next != null && next.compareTo(last) < 0) {
            ListPage page = store.list(ListRequest.level(directory).after(next));
            found.addAll(in(page.objects()));
            next = page.next();
        }
        return found;
    }
}
