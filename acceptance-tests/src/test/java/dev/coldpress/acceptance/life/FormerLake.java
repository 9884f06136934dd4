package dev.coldpress.acceptance.life;

import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.place.LakePlace;
import dev.coldpress.acceptance.place.LocalPlace;
import dev.coldpress.acceptance.place.S3Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Lakes that an older version left behind, in the middle of what it did: one partition for each state of a record. They
 * lie in the resources, one for each store, and were made by the command of that version, which {@link #main} starts.
 *
 * <p>A record names versions of files, which files that are laid down elsewhere cannot have. So these versions are
 * written anew into the records, in the form that the older version gave them.
 */
final class FormerLake {

    /** At rest: the sources are gone. */
    static final String DONE = LakeWriter.hour(0);

    /** The record says committed, and all sources are there. */
    static final String COMMITTED = LakeWriter.hour(1);

    /** The record says planned, the output is there, and all sources are. */
    static final String PUBLISHED = LakeWriter.hour(2);

    /** The record says planned, and the output is not there. */
    static final String PLANNED = LakeWriter.hour(3);

    static final int FILES = 3;

    private static final String SENT = "sent";
    private static final String LAKE = "lake";

    private FormerLake() {}

    /**
     * Makes the resources anew, below a directory. The property {@code coldpress.home} names the checkout of the older
     * version, in which its command and its S3 server are built.
     */
    public static void main(String[] args) throws Exception {
        for (Store store : Store.values()) {
            Path to = Path.of(args[0]).resolve(store.name().toLowerCase(Locale.ROOT));
            leave(store, DONE, 1000, Moment.COMMITTED, true, to);
            leave(store, COMMITTED, 2000, Moment.COMMITTED, false, to);
            leave(store, PUBLISHED, 3000, Moment.PUBLISHED, false, to);
            leave(store, PLANNED, 4000, Moment.BEFORE_PUBLISH, false, to);
        }
        System.exit(0);
    }

    private static void leave(Store store, String partition, long firstId, Moment moment, boolean ends, Path to)
            throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-former");
                LivingLake lake = LivingLake.create(store, folder.path())) {
            lake.startIdsAt(firstId);
            lake.deliver(partition, FILES);
            if (ends) {
                for (Map.Entry<String, Path> file : lake.sent().entrySet()) {
                    copy(file.getValue(), to.resolve(SENT).resolve(file.getKey()));
                }
                lake.repair();
            } else {
                lake.killAt(moment);
            }
            Path whole = lake.place().whole();
            for (Path file : LakeFiles.all(whole)) {
                copy(file, to.resolve(LAKE).resolve(whole.relativize(file).toString()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Lays the lake down at the place of an empty one.
     *
     * @param resources of this store
     * @param which partitions
     */
    static void unpack(LivingLake lake, Path resources, Predicate<String> which) throws IOException {
        Path left = resources.resolve(LAKE);
        for (Path directory : List.of(resources.resolve(SENT), left)) {
            for (Path file : LakeFiles.visible(directory)) {
                String path = directory.relativize(file).toString();
                if (which.test(path) && !file.getFileName().toString().startsWith("compacted_")) {
                    lake.remember(path, file);
                }
            }
        }
        List<String> paths = LakeFiles.all(left).stream()
                .map(file -> left.relativize(file).toString())
                .filter(path -> isOfLake(path) || which.test(path.replaceFirst("^_compaction/", "")))
                .toList();
        // Data first, since records name the versions that it gets.
        for (String path : paths) {
            if (!path.endsWith("/record")) {
                lake.lay(path, left.resolve(path));
            }
        }
        for (String path : paths) {
            if (path.endsWith("/record")) {
                lake.lay(path, here(lake, left.resolve(path)));
            }
        }
    }

    private static boolean isOfLake(String path) {
        return path.startsWith("_") && !path.contains("/year=");
    }

    /** A record with the versions of the files that lie in the lake now. */
    private static Path here(LivingLake lake, Path record) throws IOException {
        List<String> lines = Files.readAllLines(record);
        String partition = "";
        String output = "";
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(0, lines.size() - 1)) {
            String[] words = line.split(" ", 5);
            if (words[0].equals("partition")) {
                partition = words[1];
            } else if (words[0].equals("output")) {
                output = words[1];
            } else if (words[0].equals("source")) {
                words[3] = version(lake.place(), partition + words[4]);
            } else if (words[0].equals("visible")) {
                words[2] = version(lake.place(), partition + output);
            }
            text.append(String.join(" ", words)).append('\n');
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(body);
        text.append(String.format(Locale.ROOT, "end %08x%n", crc.getValue()));
        return Files.writeString(Files.createTempFile("record", ""), text);
    }

    private static String version(LakePlace place, String path) throws IOException {
        if (place instanceof LocalPlace local) {
            Path file = local.root().resolve(path);
            var time = Files.getLastModifiedTime(file).toInstant();
            return String.format(
                    Locale.ROOT,
                    "%d-%d.%09d-%d",
                    (Long) Files.getAttribute(file, "unix:ino"),
                    time.getEpochSecond(),
                    time.getNano(),
                    Files.size(file));
        }
        HeadObjectResponse object = ((S3Place) place).bucket().head(path);
        return object.contentLength() + "-" + object.lastModified().getEpochSecond() + "-"
                + object.eTag().replace("\"", "");
    }
}
