package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is installed, as the build packed it: run by {@code mvn verify}, behind the phase that packs it. */
@EnabledIfSystemProperty(named = "archive", matches = ".+")
class ArchiveIT {

    /** Set by the build. */
    private static final Path ARCHIVE = Path.of(System.getProperty("archive", "no archive was named"));

    private static final Pattern PACKAGE =
            Pattern.compile("pkg:maven/[^/]+/([^@]+)@([^?]+)\\?(?:classifier=([^&]+)&)?type=jar");

    @TempDir
    private static Path directory;

    private static Path home = Path.of("");

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        assertThat(said("tar", "xzf", ARCHIVE.toString(), "-C", directory.toString()))
                .isEmpty();
        try (Stream<Path> unpacked = Files.list(directory)) {
            home = unpacked.findFirst().orElseThrow();
        }
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void theCommandStarts() throws Exception {
        assertThat(said(home.resolve("bin/coldpress").toString(), "--version")).contains("coldpress 0");
    }

    /** Java starts with no two of them, and the launcher chooses one on small machines. */
    @ParameterizedTest
    @ValueSource(strings = {"COLDPRESS_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
    void theCollectorMayBeChosen(String variable) throws Exception {
        String command = home.resolve("bin/coldpress").toString();
        assertThat(said("env", variable + "=-XX:+UseParallelGC -Xlog:gc*:stdout", command, "config"))
                .contains("Using Parallel");
    }

    @Test
    void theDemonstrationAndAPlanOfItsLakeRunWithAClassArchiveToo(@TempDir Path folder) throws Exception {
        String coldpress = home.resolve("bin/coldpress").toString();
        String lake = folder.resolve("lake").toString();
        assertThat(said(coldpress, "demo", "--dir", lake, "--hours", "5", "--files", "4", "--rows", "20"))
                .contains("coldpress plan --root " + lake);
        said(home.resolve("bin/make-class-archive").toString());
        assertThat(home.resolve("coldpress.jsa")).isNotEmptyFile();
        assertThat(said(coldpress, "plan", lake)).contains("in 0 partitions to compact");
    }

    @Test
    void docsAndDeployFilesAreThere() {
        assertThat(home.resolve("LICENSE")).isNotEmptyFile();
        assertThat(home.resolve("docs/install.md")).isNotEmptyFile();
        assertThat(home.resolve("deploy/systemd/coldpress.service")).isNotEmptyFile();
    }

    @Test
    void eachCommandHasAManualPageWithTheSettingsThatItLooksAt() throws IOException {
        Path pages = home.resolve("man/man1");
        assertThat(pages.resolve("coldpress.1")).isNotEmptyFile();
        for (String command : List.of("demo", "layout", "plan", "run", "serve", "config", "verify", "inspect")) {
            assertThat(pages.resolve("coldpress-" + command + ".1")).isNotEmptyFile();
        }
        assertThat(Files.readString(pages.resolve("coldpress-run.1")))
                .contains("target\\-size", "128MB", "EXIT CODES")
                .doesNotContain("stop\\-grace");
    }

    @Test
    void theBillOfMaterialsListsEachJarWithItsHashAndNothingElse() throws Exception {
        assumeThat(System.getProperty("maven.mode"))
                .as("skipped: the plugin makes no bill of materials while Maven is offline")
                .isEqualTo("offline: false");
        Map<String, String> listed = new TreeMap<>();
        JsonNode bill =
                new ObjectMapper().readTree(home.resolve("sbom.cdx.json").toFile());
        assertThat(bill.get("bomFormat").textValue()).isEqualTo("CycloneDX");
        for (JsonNode component : bill.get("components")) {
            listed.put(file(component.get("purl").textValue()), sha256(component));
        }
        String own = file(bill.at("/metadata/component/purl").textValue());
        Map<String, String> shipped = new TreeMap<>();
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                shipped.put(jar.getFileName().toString(), sha256(Files.readAllBytes(jar)));
            }
        }
        assertThat(shipped.remove(own)).as("the application itself, " + own).isNotNull();
        assertThat(shipped).hasSizeGreaterThan(20).isEqualTo(listed);
    }

    private static String file(String purl) {
        Matcher parts = PACKAGE.matcher(purl);
        assertThat(parts.matches()).as(purl).isTrue();
        String classifier = parts.group(3) == null ? "" : "-" + parts.group(3);
        return parts.group(1) + "-" + parts.group(2) + classifier + ".jar";
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.get("hashes")) {
            if (hash.get("alg").textValue().equals("SHA-256")) {
                return hash.get("content").textValue();
            }
        }
        throw new AssertionError("No SHA-256 in " + component);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
