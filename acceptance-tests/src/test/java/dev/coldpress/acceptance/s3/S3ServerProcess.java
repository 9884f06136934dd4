package dev.coldpress.acceptance.s3;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The S3 server of adapter-s3's tests in a process of its own. It ends with this one, whatever becomes of it. */
public final class S3ServerProcess implements AutoCloseable {

    static final String USER = "test";
    static final String SECRET = "testsecret";

    private static final String MAIN_CLASS = "dev.coldpress.s3.S3ServerProgram";
    private static final String HEAP = "-Xmx1g";

    private final Process process;
    private final BufferedReader answers;
    private final URI endpoint;

    private S3ServerProcess(Process process, BufferedReader answers, URI endpoint) {
        this.process = process;
        this.answers = answers;
        this.endpoint = endpoint;
    }

    /** Starts a server that keeps its objects in memory. What it logs goes to a file. */
    public static S3ServerProcess start(Path log) throws IOException {
        return start(log, List.of());
    }

    /** Starts a server that keeps its objects in an empty directory. */
    public static S3ServerProcess startOnDisk(Path directory, Path log) throws IOException {
        return start(log, List.of(directory.toString()));
    }

    private static S3ServerProcess start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-cp", classPath(), MAIN_CLASS));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = answers.readLine();
        if (first == null) {
            throw new IllegalStateException("The server did not start: " + Files.readString(log));
        }
        return new S3ServerProcess(process, answers, URI.create(first));
    }

    private static String classPath() throws IOException {
        Optional<Path> target = ProjectHome.s3Server();
        if (target.isEmpty()) {
            throw new IllegalStateException("The S3 server is not built: run 'mvn -Dquick package -DskipTests' first");
        }
        String jars =
                Files.readString(target.get().resolve("server-class-path")).strip();
        return target.get().resolve("test-classes")
                + File.pathSeparator
                + target.get().resolve("classes")
                + File.pathSeparator
                + jars;
    }

    /** What the server has used so far; zero if the operating system does not tell. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public URI endpoint() {
        return endpoint;
    }

    /** What makes the command find this server's credentials. */
    public static List<String> jvmOptions() {
        return List.of("-Daws.accessKeyId=" + USER, "-Daws.secretAccessKey=" + SECRET);
    }

    /** The same for a command that is started by its launcher. */
    public static Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", USER, "AWS_SECRET_ACCESS_KEY", SECRET, "AWS_REGION", "us-east-1");
    }

    /** From now on, all that is there now looks two days older than it is. */
    public void age() throws IOException {
        OutputStream commands = process.getOutputStream();
        commands.write("age\n".getBytes(StandardCharsets.UTF_8));
        commands.flush();
        if (!"aged".equals(answers.readLine())) {
            throw new IllegalStateException("The server did not answer");
        }
    }

    /** Ends exactly this process. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
