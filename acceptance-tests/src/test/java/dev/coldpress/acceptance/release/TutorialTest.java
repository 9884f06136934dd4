package dev.coldpress.acceptance.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the tutorial says, word by word, in an empty directory. Only the port of the daemon is another. */
class TutorialTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```");
    private static final int MINUTES = 3;

    @TempDir
    private Path folder;

    @Test
    void eachCommandWorksAndTheLakeIsCompacted() throws Exception {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged; 'mvn verify' packages it, 'mvn test' does not")
                .isPresent();
        String tutorial = Files.readString(ProjectHome.path("docs/tutorial.md")).replace("8095", freePort());
        List<String> blocks =
                BLOCK.matcher(tutorial).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSizeGreaterThan(10);
        Path script = folder.resolve("tutorial.sh");
        Files.writeString(
                script, "set -euxo pipefail\ntrap 'kill $(jobs -p) || true' EXIT\n" + String.join("", blocks));
        Path work = Files.createDirectory(folder.resolve("empty"));
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Path launcher = ProjectHome.path("app/src/main/dist/bin");
        builder.environment()
                .put("COLDPRESS_HOME", ProjectHome.path("app/target/coldpress").toString());
        builder.environment().merge("PATH", launcher.toString(), (path, first) -> first + ":" + path);
        Process bash = builder.start();
        bash.getOutputStream().close();
        boolean hasEnded = bash.waitFor(MINUTES, TimeUnit.MINUTES);
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
        String printed = Files.readString(log);
        assertThat(hasEnded).as(printed).isTrue();
        assertThat(bash.exitValue()).as(printed).isZero();
        for (String hour : List.of("10", "11")) {
            assertThat(files(work.resolve("events/dt=2026-01-15/hour=" + hour)))
                    .as(printed)
                    .singleElement()
                    .asString()
                    .startsWith("compacted_");
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::getFileName).toList();
        }
    }
}
