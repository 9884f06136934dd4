package dev.coldpress.gcs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the server holds. Each method is one step, so that a condition is judged with its effect. */
final class ServedBuckets {

    private static final int MAX_PAGE = 1_000;

    private final Map<String, NavigableMap<String, ServedObject>> buckets = new HashMap<>();
    private long lastGeneration = 1_700_000_000_000_000L;

    synchronized void create(String bucket) {
        buckets.put(bucket, new TreeMap<>(ServedBuckets::compareUtf8));
    }

    private static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private NavigableMap<String, ServedObject> objects(String bucket) {
        NavigableMap<String, ServedObject> objects = buckets.get(bucket);
        if (objects == null) {
            throw Refusal.noBucket();
        }
        return objects;
    }

    /** What is there of a name, if that is what the request expects. */
    private @Nullable ServedObject judged(String bucket, String name, @Nullable String ifGenerationMatch) {
        ServedObject present = objects(bucket).get(name);
        long generation = present == null ? 0 : present.generation();
        if (ifGenerationMatch != null && Long.parseLong(ifGenerationMatch) != generation) {
            throw Refusal.condition();
        }
        return present;
    }

    synchronized ServedObject write(String bucket, String name, byte[] body, @Nullable String ifGenerationMatch) {
        judged(bucket, name, ifGenerationMatch);
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > 1024) {
            throw Refusal.nonsense("A name has 1 to 1024 bytes");
        }
        lastGeneration += 17;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ServedObject written = new ServedObject(bucket, name, lastGeneration, body, now);
        objects(bucket).put(name, written);
        return written;
    }

    /** An absent object is told before a condition on it, as reads and deletes of the service do. */
    synchronized ServedObject read(String bucket, String name, @Nullable String ifGenerationMatch) {
        ServedObject present = objects(bucket).get(name);
        if (present == null) {
            throw Refusal.noObject(bucket, name);
        }
        judged(bucket, name, ifGenerationMatch);
        return present;
    }

    synchronized void delete(String bucket, String name, @Nullable String ifGenerationMatch) {
        read(bucket, name, ifGenerationMatch);
        objects(bucket).remove(name);
    }

    synchronized ServedObject move(
            String bucket, String from, @Nullable String ifSource, String to, @Nullable String ifTarget) {
        ServedObject source = read(bucket, from, ifSource);
        ServedObject moved = write(bucket, to, source.body(), ifTarget);
        objects(bucket).remove(from);
        return moved;
    }

    synchronized ServedObject copy(
            String bucket, String from, @Nullable String ifSource, String to, @Nullable String ifTarget) {
        return write(bucket, to, read(bucket, from, ifSource).body(), ifTarget);
    }

    /** A page of a listing; the token is the last entry of the page before. */
    synchronized JsonObject list(String bucket, Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        String token = query.getOrDefault("pageToken", "");
        int limit = Math.min(MAX_PAGE, Integer.parseInt(query.getOrDefault("maxResults", "" + MAX_PAGE)));
        NavigableMap<String, @Nullable ServedObject> entries = new TreeMap<>(ServedBuckets::compareUtf8);
        boolean isMore = false;
        for (ServedObject object :
                objects(bucket).tailMap(query.getOrDefault("startOffset", "")).values()) {
            String entry = entry(object.name(), prefix, delimiter);
            if (entry == null || compareUtf8(entry, token) <= 0 || entries.containsKey(entry)) {
                continue;
            }
            if (entries.size() == limit) {
                isMore = true;
                break;
            }
            entries.put(entry, entry.equals(object.name()) ? object : null);
        }
        return page(entries, isMore, query.get("fields"));
    }

    /**
     * What a name is shown as: itself, or the beginning up to the delimiter after the prefix; null if it is not asked
     * for.
     */
    private static @Nullable String entry(String name, String prefix, String delimiter) {
        if (!name.startsWith(prefix)) {
            return null;
        }
        int end = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
        return end < 0 ? name : name.substring(0, end + delimiter.length());
    }

    private static JsonObject page(
            NavigableMap<String, @Nullable ServedObject> entries, boolean isMore, @Nullable String fields) {
        JsonArray items = new JsonArray();
        JsonArray prefixes = new JsonArray();
        entries.forEach((entry, object) -> {
            if (object == null) {
                prefixes.add(entry);
            } else {
                items.add(chosen(object.json(), fields));
            }
        });
        JsonObject page = new JsonObject();
        page.add("items", items);
        page.add("prefixes", prefixes);
        if (isMore) {
            page.addProperty("nextPageToken", entries.lastKey());
        }
        return chosen(page, fields);
    }

    /** Without the fields that were not asked for. */
    static JsonObject chosen(JsonObject json, @Nullable String fields) {
        if (fields != null) {
            Set<String> names = Set.copyOf(List.of(fields.split("[(),/]+", -1)));
            Set.copyOf(json.keySet()).stream()
                    .filter(name -> !names.contains(name))
                    .forEach(json::remove);
        }
        return json;
    }
}
