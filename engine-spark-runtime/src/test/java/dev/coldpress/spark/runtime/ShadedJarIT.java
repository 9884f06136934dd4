package dev.coldpress.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What goes to a cluster, as the build shaded it: run by {@code mvn verify}, behind the phase that shades it. */
@EnabledIfSystemProperty(named = "shaded.jar", matches = ".+")
class ShadedJarIT {

    /** Set by the build. */
    private static final Path JAR = Path.of(System.getProperty("shaded.jar", "no jar was named"));

    private static final String RENAMED = "dev/coldpress/shaded/";

    @Test
    void eachClassIsOfAJarThatTheBillOfMaterialsListsWithItsHash() throws Exception {
        assumeThat(System.getProperty("maven.mode"))
                .as("skipped: the plugin makes no bill of materials while Maven is offline")
                .isEqualTo("offline: false");
        Map<String, Path> parts = new TreeMap<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (part.endsWith(".jar")) {
                parts.put(sha256(Path.of(part)), Path.of(part));
            }
        }
        Set<String> listed = new TreeSet<>();
        List<String> without = new ArrayList<>();
        for (JsonNode component : bill().get("components")) {
            Path part = parts.get(sha256(component));
            if (part == null) {
                without.add(component.get("purl").textValue());
            } else {
                listed.addAll(classes(part));
            }
        }
        assertThat(without).as("components of which no jar has the hash").isEmpty();
        assertThat(listed).hasSizeGreaterThan(10_000);
        assertThat(classes(JAR)).isEqualTo(listed);
    }

    @Test
    void onlyColdpressIsThereUnderItsOwnName() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .filter(name -> !name.startsWith("dev/coldpress/")))
                    .isEmpty();
        }
    }

    @Test
    void itsPomAsksForNothing() throws IOException {
        assertThat(Files.readString(JAR.resolveSibling("dependency-reduced-pom.xml")))
                .contains("<artifactId>coldpress-spark-runtime</artifactId>")
                .doesNotContain("<scope>runtime</scope>", "<scope>compile</scope>", "coldpress-spark</artifactId>");
    }

    private static JsonNode bill() throws IOException {
        return new ObjectMapper().readTree(JAR.resolveSibling("sbom.cdx.json").toFile());
    }

    /** The names that the classes of a jar had before they were shaded. */
    private static Set<String> classes(Path jar) throws IOException {
        try (ZipFile content = new ZipFile(jar.toFile())) {
            return content.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .filter(name -> !name.startsWith("META-INF/versions/"))
                    .map(name -> name.replace(RENAMED, ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String sha256(JsonNode component) {
        try (Stream<JsonNode> hashes = component.get("hashes").valueStream()) {
            return hashes.filter(hash -> hash.get("alg").textValue().equals("SHA-256"))
                    .map(hash -> hash.get("content").textValue())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
