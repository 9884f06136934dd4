package dev.coldpress.acceptance.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The Java command for {@link MergeProgram} as a user has it: with the jars of the packaged application alone, and with
 * a class archive as its launcher makes one. The tests' own class path has hundreds of jars more to look through.
 */
final class PackagedJava {

    private final Path archive;
    private final List<Path> jars;

    private PackagedJava(Path archive, List<Path> jars) {
        this.archive = archive;
        this.jars = jars;
    }

    /** @param folder for what is made */
    static PackagedJava in(Path folder, Path home) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> lib = Files.list(home.resolve("app/target/coldpress/lib"))) {
            lib.sorted().forEach(jars::add);
        }
        Path classes = home.resolve("acceptance-tests/target/test-classes");
        jars.add(
                jarOf(classes, MergeProgram.class.getPackageName().replace('.', '/'), folder.resolve("benchmark.jar")));
        return new PackagedJava(folder.resolve("classes.jsa"), jars);
    }

    /** A class archive can be made of jars only. */
    private static Path jarOf(Path classes, String folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> entries = Files.list(classes.resolve(folder))) {
            for (Path entry : entries.sorted().toList()) {
                out.putNextEntry(new JarEntry(folder + "/" + entry.getFileName()));
                Files.copy(entry, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    /** The first call makes the class archive when it ends. */
    List<String> command(String program, Path directory, Path output) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String archiving = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
        return List.of(
                java,
                "-Xmx1g",
                archiving + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                String.join(":", jars.stream().map(Path::toString).toList()),
                MergeProgram.class.getName(),
                program,
                directory.toString(),
                output.toString());
    }
}
