package dev.coldpress.gcs;

import com.google.api.gax.paging.Page;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobListOption;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.UnlistedEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listings, by page. Staged uploads are left out; names that are no keys are told of. */
final class GcsListing {

    private final Storage client;
    private final GcsRoot root;

    GcsListing(Storage client, GcsRoot root) {
        this.client = client;
        this.root = root;
    }

    /** One request, or more if nothing of what the first ones show is to be listed. */
    ListPage page(ListRequest request) {
        Page<Blob> answer = client.list(root.bucket(), options(request));
        while (true) {
            ListPage page = page(request, answer);
            if (!page.isEmpty() || !answer.hasNextPage()) {
                return page;
            }
            answer = answer.getNextPage();
        }
    }

    private BlobListOption[] options(ListRequest request) {
        List<BlobListOption> options = new ArrayList<>(List.of(
                BlobListOption.prefix(root.name(request.prefix())),
                BlobListOption.fields(BlobField.NAME, BlobField.GENERATION, BlobField.SIZE, BlobField.TIME_CREATED)));
        if (request.delimited()) {
            options.add(BlobListOption.delimiter("/"));
        }
        String start = start(request);
        options.add(BlobListOption.pageSize(
                start == null ? request.maxEntries() : Math.min(ListRequest.MAX_ENTRIES, request.maxEntries() + 1L)));
        if (start != null) {
            options.add(BlobListOption.startOffset(start));
        }
        return options.toArray(BlobListOption[]::new);
    }

    /**
     * The first name that may be shown. The service includes it, so an object of just this name is left out afterwards.
     * A start inside of a prefix of the level skips that prefix, by the name that follows all names with it: {@code 0}
     * comes next to the slash. The service would show the prefix if a later name is below it, and then the page after a
     * prefix would begin with the same prefix again.
     */
    private @Nullable String start(ListRequest request) {
        String start = request.startAfter();
        if (start == null || start.isEmpty()) {
            return null;
        }
        String level = request.prefix().path();
        int slash = request.delimited() && start.startsWith(level) ? start.indexOf('/', level.length()) : -1;
        return root.prefix().path() + (slash < 0 ? start : start.substring(0, slash) + "0");
    }

    private ListPage page(ListRequest request, Page<Blob> answer) {
        List<Entry> shown = new ArrayList<>();
        answer.getValues()
                .forEach(listed -> entry(listed)
                        .or(() -> request.delimited() ? unlisted(listed.getName()) : Optional.empty())
                        .ifPresent(shown::add));
        shown.removeIf(entry -> !isAfter(entry.path(), request.startAfter()));
        shown.sort(Comparator.comparing(Entry::path, GcsListing::compareUtf8));
        List<Entry> entries = shown.subList(0, Math.min(shown.size(), request.maxEntries()));
        boolean isMore = answer.hasNextPage() || entries.size() < shown.size();
        return new ListPage(
                entries.stream().flatMap(entry -> entry.object().stream()).toList(),
                entries.stream().flatMap(entry -> entry.prefix().stream()).toList(),
                entries.stream().flatMap(entry -> entry.unlisted().stream()).toList(),
                isMore && !entries.isEmpty() ? entries.get(entries.size() - 1).path() : null);
    }

    /** Either an object or a prefix, or something of which there is only to tell. */
    private record Entry(
            String path, Optional<ListedObject> object, Optional<KeyPrefix> prefix, Optional<UnlistedEntry> unlisted) {}

    /** Markers of directories are passed over: they end with a slash, and are listed with their directory. */
    private Optional<Entry> unlisted(String name) {
        return root.isUsable(name) || name.equals(root.prefix().path())
                ? Optional.empty()
                : Optional.of(new Entry(
                        root.relative(name),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(UnlistedEntry.ofUnusableName(name))));
    }

    private Optional<Entry> entry(Blob listed) {
        if (listed.isDirectory()) {
            return root.keyPrefix(listed.getName())
                    .map(prefix -> new Entry(prefix.path(), Optional.empty(), Optional.of(prefix), Optional.empty()));
        }
        return root.key(listed.getName())
                .map(key -> new Entry(
                        key.path(), Optional.of(Generation.listed(key, listed)), Optional.empty(), Optional.empty()));
    }

    private static boolean isAfter(String path, @Nullable String start) {
        return start == null || compareUtf8(path, start) > 0;
    }

    private static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
