package dev.coldpress.app.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Chromium with one page, driven by the WebDriver protocol (W3C). Needs {@code chromium} and
 * {@code chromedriver} in the PATH. For one thread.
 */
final class Browser implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

    /** So that it asks nobody but the page, and works in a container. */
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, int port, Path profile) throws IOException, InterruptedException {
        this.driver = driver;
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("--user-data-dir=" + profile);
        String sessions = "http://127.0.0.1:" + port + "/session";
        Map<String, ?> wanted = Map.of(
                "browserName",
                "chrome",
                "goog:chromeOptions",
                Map.of("args", options),
                "goog:loggingPrefs",
                Map.of("browser", "ALL"));
        JsonNode made = post(sessions, Map.of("capabilities", Map.of("alwaysMatch", wanted)));
        this.session = sessions + "/" + made.get("sessionId").textValue();
    }

    /** Empty if there is no Chromium on this machine. */
    static Optional<Browser> start(Path profile) throws IOException, InterruptedException {
        Process driver;
        try {
            driver = new ProcessBuilder("chromedriver", "--port=0")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Browser(driver, port(driver.inputReader()), profile));
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    private static int port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
        }
        throw new IOException("chromedriver ended without a word about its port");
    }

    /** Loads a page, and returns when it is there. */
    void open(String url) throws IOException, InterruptedException {
        post(session + "/url", Map.of("url", url));
    }

    /** The value of the last statement of a script that is run in the page; {@code return} it. */
    JsonNode run(String script) throws IOException, InterruptedException {
        return post(session + "/execute/sync", Map.of("script", script, "args", List.of()));
    }

    /** Presses and releases a key. */
    void press(char key) throws IOException, InterruptedException {
        List<?> strokes = List.of(
                Map.of("type", "keyDown", "value", String.valueOf(key)),
                Map.of("type", "keyUp", "value", String.valueOf(key)));
        Map<String, ?> keyboard = Map.of("type", "key", "id", "keyboard", "actions", strokes);
        post(session + "/actions", Map.of("actions", List.of(keyboard)));
    }

    /** How wide the page is, in its own pixels. */
    void width(int pixels, boolean isPhone) throws IOException, InterruptedException {
        Map<String, ?> size = Map.of("width", pixels, "height", 844, "deviceScaleFactor", 1, "mobile", isPhone);
        command("Emulation.setDeviceMetricsOverride", size);
    }

    void colourScheme(String scheme) throws IOException, InterruptedException {
        Map<String, ?> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    private JsonNode command(String name, Map<String, ?> arguments) throws IOException, InterruptedException {
        return post(session + "/goog/cdp/execute", Map.of("cmd", name, "params", arguments));
    }

    /** What the browser has complained of since this was asked last. */
    List<String> complaints() throws IOException, InterruptedException {
        List<String> complaints = new ArrayList<>();
        post(session + "/se/log", Map.of("type", "browser"))
                .forEach(line -> complaints.add(line.get("level").textValue() + " "
                        + line.get("message").textValue()));
        return complaints;
    }

    /** The whole page, also what has to be scrolled to, as a PNG. */
    void screenshot(Path file) throws IOException, InterruptedException {
        JsonNode picture = command("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.get("data").textValue()));
    }

    private JsonNode post(String url, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        JsonNode value = json.readTree(
                        client.send(request, BodyHandlers.ofString()).body())
                .get("value");
        if (value.hasNonNull("error")) {
            throw new IOException(
                    value.get("error").textValue() + ": " + value.get("message").textValue());
        }
        return value;
    }

    /** Ends the browser too. */
    @Override
    public void close() throws IOException {
        HttpRequest end = HttpRequest.newBuilder(URI.create(session))
                .timeout(Duration.ofMinutes(1))
                .DELETE()
                .build();
        try {
            client.send(end, BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroy();
        }
    }
}
