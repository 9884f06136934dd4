package dev.coldpress.localfs;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.UploadToken;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for staged files in a tree of directories. Their names tell what they are for, so nothing is opened. */
final class StagedFiles extends SimpleFileVisitor<Path> {

    private final Path top;
    private final KeyPrefix prefix;
    private final List<StagedObject> found = new ArrayList<>();

    private StagedFiles(Path top, KeyPrefix prefix) {
        this.top = top;
        this.prefix = prefix;
    }

    /**
     * All staged files whose names tell what they are for, but those in directories that this user may not read.
     *
     * @param top the directory that stands for the prefix; it may be missing
     */
    static List<StagedObject> below(Path top, KeyPrefix prefix) throws IOException {
        StagedFiles visitor = new StagedFiles(top, prefix);
        Files.walkFileTree(top, visitor);
        return visitor.found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = String.valueOf(file.getFileName());
        ReservedNames.targetOf(name)
                .filter(target -> attributes.isRegularFile())
                .flatMap(target -> key(file.resolveSibling(target)))
                .map(key -> new StagedObject(
                        key,
                        new UploadToken(name),
                        attributes.lastModifiedTime().toInstant()))
                .ifPresent(found::add);
        return FileVisitResult.CONTINUE;
    }

    private Optional<ObjectKey> key(Path target) {
        try {
            return Optional.of(ObjectKey.of(prefix.path() + top.relativize(target)));
        } catch (IllegalArgumentException e) {
            // A directory whose name cannot be a part of a key: this store never writes there.
            return Optional.empty();
        }
    }

    /**
     * What vanishes during the walk was published or aborted. What this user may not read is passed over, such as the
     * {@code lost+found} of a mounted disk: no upload of a run of this user is there, since a run
     * stages only where it has listed. A leftover of another user is left to that user, and one on a mount
     * that does not answer to a later time.
     */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        boolean isOver = e instanceof NoSuchFileException || e instanceof NotDirectoryException;
        if (isOver || e instanceof AccessDeniedException || FileErrors.isOfDeadMount(e)) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
        return e == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, e);
    }
}
