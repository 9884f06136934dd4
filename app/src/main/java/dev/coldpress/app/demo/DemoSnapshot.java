package dev.coldpress.app.demo;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.LakeFiles;
import dev.coldpress.app.lake.StoredFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The demonstration lake at one moment.
 *
 * @param rows of all data files but the corrupt one, by their footers
 * @param hashes SHA-256 of the files that must be left alone
 */
record DemoSnapshot(LakeFiles files, long rows, Map<Path, String> hashes) {

    static DemoSnapshot of(Lake lake, DemoLake demo) throws IOException {
        AtomicLong rows = new AtomicLong();
        LakeFiles files = LakeFiles.below(lake.store(), KeyPrefix.ROOT, file -> {
            if (!file.key().equals(demo.corrupt())) {
                rows.addAndGet(rowCount(lake, file));
            }
        });
        Map<Path, String> hashes = new TreeMap<>();
        for (Path file : demo.filesToLeaveAlone()) {
            hashes.put(file, hash(file));
        }
        return new DemoSnapshot(files, rows.get(), hashes);
    }

    private static long rowCount(Lake lake, ListedObject file) {
        return lake.codec().readFooter(new StoredFile(lake.store(), file.ref())).rowCount();
    }

    private static String hash(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
