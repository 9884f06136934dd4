package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a sorted merge compares detects a fault in the code that moves rows. Each fault is a patch of the source of
 * {@code RowGather}, which is compiled here and loaded with the rest of the codec.
 */
class GatherFaultsTest {

    private static final String PATCHED = "dev.coldpress.parquet.internal.order.RowGather";
    private static final String PLACE = "new RowGather(rows, sink).run(order, asValues);";

    /** What becomes of the places in the order, for which {@code i} stands. */
    private enum Fault {
        NONE("i"),
        ONE_COLUMN_IN_ANOTHER_ORDER("isB ? (i + 1) % order.size() : i"),
        ONE_VALUE_SWAPPED_WITH_THAT_OF_ANOTHER_ROW("isB && i / 2 == 20 ? i ^ 1 : i"),
        ONE_ROW_DROPPED_AND_ANOTHER_DOUBLED("i == 40 ? 41 : i"),
        ONE_VALUE_DROPPED_AND_ANOTHER_DOUBLED("isB && i == 40 ? 41 : i"),
        ALL_ROWS_IN_ANOTHER_ORDER("(i + 1) % order.size()");

        private final String place;

        Fault(String place) {
            this.place = place;
        }

        /** The codec with this fault. */
        ParquetCodec codec() throws Exception {
            Path file = Path.of("src/main/java", PATCHED.replace('.', '/') + ".java");
            String source = Files.readString(file);
            assertThat(source).containsOnlyOnce(PLACE);
            String faulty = "boolean isB = rows.leaf().dottedPath().startsWith(\"b\");"
                    + " new RowGather(rows, sink).run(RowOrder.of(java.util.stream.IntStream.range(0, order.size())"
                    + ".map(i -> order.row(" + place + ")).toArray()), asValues);";
            Faulty loader = new Faulty(compiled(source.replace(PLACE, faulty)));
            return (ParquetCodec) loader.loadClass(ParquetJavaCodec.class.getName())
                    .getConstructor(int.class)
                    .newInstance(1);
        }
    }

    private static Map<String, byte[]> compiled(String source) throws IOException {
        Path classes = Files.createTempDirectory("coldpress-faults");
        try {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            JavaFileObject unit =
                    new SimpleJavaFileObject(
                            URI.create("string:///" + PATCHED.replace('.', '/') + ".java"),
                            JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    };
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            StringWriter messages = new StringWriter();
            assertThat(compiler.getTask(messages, null, null, options, null, List.of(unit))
                            .call())
                    .as("%s", messages)
                    .isTrue();
            try (Stream<Path> files = Files.walk(classes)) {
                Map<String, byte[]> found = new HashMap<>();
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = classes.relativize(file).toString().replace('/', '.');
                    found.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
                }
                return found;
            }
        } finally {
            deleteAll(classes);
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Loads the codec anew, with the patched class in it. */
    private static final class Faulty extends ClassLoader {

        private final Map<String, byte[]> patched;

        Faulty(Map<String, byte[]> patched) {
            super(GatherFaultsTest.class.getClassLoader());
            this.patched = patched;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.coldpress.parquet.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream original = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (original == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = patched.get(name);
                if (code == null) {
                    code = original.readAllBytes();
                }
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @TempDir
    private Path directory;

    private TestLake lake;
    private final List<SourceFile> sources = new ArrayList<>();

    @BeforeEach
    void write() throws SQLException, IOException {
        lake = new TestLake(directory);
        for (int i = 0; i < 2; i++) {
            sources.add(lake.write("SELECT 2 * range + " + i + " AS a, 7 * range + " + i + " AS b FROM range(500)"));
        }
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private byte[] merged(Fault fault, String column, boolean isVerified) throws Exception {
        ParquetCodec codec = fault.codec();
        MergeSpec spec = new MergeSpec(
                        codec.readFooter(sources.get(0)).schema(),
                        Map.of(),
                        "test version 1.0.0 (build 0)",
                        Optional.empty(),
                        MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                        MergeSpec.DEFAULT_PAGE_BYTES,
                        MergeSpec.DEFAULT_PAGE_ROWS,
                        64 << 20,
                        isVerified,
                        MergeSpec.DEFAULT_MAX_GROWTH)
                .withSort(List.of(new SortColumn(column, false, false)));
        BytesUpload upload = new BytesUpload(List.of());
        codec.merge(spec, sources, upload, Progress.NONE);
        return upload.bytes();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFaultIsDetected(Fault fault) {
        assertThatThrownBy(() -> merged(fault, "a", true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not the row of the sources that belongs there");
    }

    /** So it is the comparison of rows that detects them. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void withoutTheComparisonTheOutputIsWrong(Fault fault) throws Exception {
        assertThat(merged(fault, "a", false)).isNotEqualTo(merged(Fault.NONE, "a", false));
    }

    @Test
    void withoutAFaultTheMergePasses() throws Exception {
        byte[] merged = merged(Fault.NONE, "a", true);

        assertThat(lake.column("SELECT a || ' ' || b FROM %s", merged))
                .hasSize(1000)
                .startsWith("0 0", "1 1", "2 7", "3 8");
    }
}
