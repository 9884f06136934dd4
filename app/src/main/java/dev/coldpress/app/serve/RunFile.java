package dev.coldpress.app.serve;

import dev.coldpress.app.settings.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last runs over restarts, in a file on this machine. Nothing rests on it: a file that cannot be read is
 * begun anew, one that cannot be written is not, and both are logged. It is written by a thread of its own, so that no
 * run waits for a disk.
 */
final class RunFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);

    /** Some times what the longest history takes. */
    private static final long MAX_BYTES = 16 << 20;

    private static final long PATIENCE_SECONDS = 5;

    private final Path file;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(RunFile::daemon);
    private final AtomicReference<@Nullable List<RunSummary>> next = new AtomicReference<>();

    private RunFile(Path file) {
        this.file = file;
    }

    /**
     * That of one lake; others may have theirs in the same directory.
     *
     * @param directory is made if it is not there
     * @param root of the lake
     */
    static RunFile of(Path directory, String root) {
        return new RunFile(directory.resolve("runs-" + hash(root) + ".json"));
    }

    private static String hash(String root) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(root.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread made = new Thread(work, "coldpress-run-file");
        made.setDaemon(true);
        return made;
    }

    /** The runs as they were saved last; empty if there are none, or they cannot be read. */
    List<RunSummary> load() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it is larger than " + MAX_BYTES + " bytes");
            }
            return RunsJson.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("The last runs cannot be read from {}, and the list begins anew: {}", file, text(e));
            return List.of();
        }
    }

    /** Saves them soon. If that takes long, only the latest of several calls is carried out. */
    void save(List<RunSummary> runs) {
        if (next.getAndSet(runs) == null) {
            try {
                thread.execute(this::write);
            } catch (RejectedExecutionException e) {
                LOG.debug("A run has ended after the daemon; it is not in {}", file, e);
            }
        }
    }

    private void write() {
        List<RunSummary> runs = next.getAndSet(null);
        if (runs == null) {
            return;
        }
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(whole, Secrets.masked(RunsJson.of(runs)));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The last runs cannot be saved to {}: {}", file, text(e));
        }
    }

    /** File systems say little but the name. */
    private static String text(IOException e) {
        return e.getClass().getSimpleName() + ", " + e.getMessage();
    }

    /** Waits some seconds for what is being written. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Saving the last runs to {} took too long and was given up", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
