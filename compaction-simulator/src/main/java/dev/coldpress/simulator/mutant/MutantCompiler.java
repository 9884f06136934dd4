package dev.coldpress.simulator.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles the patched sources of a mutant against the classes that are loaded, in memory. */
public final class MutantCompiler {

    /** The root of the project, if it is not the working directory or above it. */
    static final String HOME_PROPERTY = "coldpress.home";

    private static final Path SOURCES = Path.of("compaction-core", "src", "main", "java", "dev", "coldpress");

    private final Path sources;

    public MutantCompiler() {
        this.sources = home().resolve(SOURCES);
    }

    private static Path home() {
        String property = System.getProperty(HOME_PROPERTY);
        Path start = Path.of(property == null ? "" : property).toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(SOURCES))) {
                return at;
            }
        }
        throw new IllegalStateException("Mutants are patches of the core's sources, and those are not in " + start
                + " or above it; set -D" + HOME_PROPERTY);
    }

    /** Returns the classes of the patched files by their binary names. */
    public Map<String, byte[]> compile(Mutant mutant) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("Mutants need a JDK; this Java has no compiler");
        }
        List<JavaFileObject> units = new ArrayList<>();
        patched(mutant).forEach((file, text) -> units.add(new Source(file, text)));
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
                Memory memory = new Memory(standard)) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(messages, memory, null, options, null, units)
                    .call();
            if (!compiled) {
                throw new IllegalStateException("The mutant " + mutant.name() + " does not compile:\n" + messages);
            }
            return memory.classes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the patched sources by their files.
     *
     * @throws IllegalStateException if a patch does not fit its file any more
     */
    public Map<String, String> patched(Mutant mutant) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Patch patch : mutant.patches()) {
            texts.put(patch.file(), patch.apply(texts.computeIfAbsent(patch.file(), this::read)));
        }
        return texts;
    }

    private String read(String file) {
        try {
            return Files.readString(sources.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The source to patch cannot be read", e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///dev/coldpress/" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

        Memory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return outputs.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
