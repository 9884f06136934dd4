package dev.coldpress.acceptance.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where things lie around the project's root, which the property {@code coldpress.home} names. */
public final class ProjectHome {

    private ProjectHome() {}

    /** The directory of the released application's jars, if it has been packaged. */
    public static Optional<Path> applicationJars() {
        return Optional.of(root().resolve("app/target/coldpress/lib")).filter(Files::isDirectory);
    }

    /** The {@code target} directory of adapter-s3, whose tests have a server, if they have been built. */
    public static Optional<Path> s3Server() {
        return Optional.of(root().resolve("adapter-s3/target"))
                .filter(target -> Files.exists(target.resolve("server-class-path")));
    }

    /** The public Parquet files, if they are there: they are no part of the project. */
    public static Optional<Path> corpus() {
        String configured = System.getProperty("coldpress.corpus", "");
        Path folder = configured.isEmpty() ? root().resolve("../shared/corpus") : Path.of(configured);
        return Optional.of(folder.toAbsolutePath().normalize()).filter(Files::isDirectory);
    }

    /** A file of the project, by its path from there. */
    public static Path path(String path) {
        return root().resolve(path);
    }

    private static Path root() {
        return Path.of(System.getProperty("coldpress.home", ".."))
                .toAbsolutePath()
                .normalize();
    }
}
