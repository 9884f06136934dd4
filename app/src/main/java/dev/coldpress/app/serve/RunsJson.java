package dev.coldpress.app.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.serve.RunSummary.LakeTotals;
import dev.coldpress.app.serve.RunSummary.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs as JSON, for {@code /runs} and for the file that outlives the process: an array of objects without inner ones.
 */
final class RunsJson {

    private RunsJson() {}

    static String of(List<RunSummary> runs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter(new PrintStream(bytes, false, StandardCharsets.UTF_8)).beginArray();
        runs.forEach(run -> write(json, run));
        json.endArray().end();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void write(JsonWriter json, RunSummary run) {
        json.beginObject()
                .field("startedAt", run.startedAt().toString())
                .field("durationMillis", run.duration().toMillis())
                .field("result", run.result().name().toLowerCase(Locale.ROOT))
                .field("partitionsCompacted", run.partitionsCompacted())
                .field("partitionsFailed", run.partitionsFailed())
                .field("filesMerged", run.filesMerged())
                .field("filesWritten", run.filesWritten())
                .field("originalBytes", run.originalBytes())
                .field("mergedBytes", run.mergedBytes())
                .field(
                        "longestDuplicateWindowMillis",
                        run.longestDuplicateWindow().toMillis())
                .field("problem", run.problem());
        run.lake()
                .ifPresent(lake -> json.field("partitions", lake.partitions())
                        .field("files", lake.files())
                        .field("bytes", lake.bytes())
                        .field("backlogPartitions", lake.backlogPartitions())
                        .field("backlogFiles", lake.backlogFiles())
                        .field("backlogBytes", lake.backlogBytes()));
        json.endObject();
    }

    /**
     * What {@link #of} wrote.
     *
     * @throws IOException if the text is something else
     */
    static List<RunSummary> parse(String text) throws IOException {
        List<RunSummary> runs = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            require(json.nextToken() == JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                runs.add(run(fields(json)));
            }
            require(json.currentToken() == JsonToken.END_ARRAY);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException("No list of runs: " + e.getMessage(), e);
        }
        return runs;
    }

    private static void require(boolean isSo) throws IOException {
        if (!isSo) {
            throw new IOException("No list of runs: an array of objects without inner ones is expected");
        }
    }

    private static Map<String, String> fields(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            require(json.nextToken().isScalarValue());
            fields.put(name, json.getText());
        }
        require(json.currentToken() == JsonToken.END_OBJECT);
        return fields;
    }

    private static RunSummary run(Map<String, String> fields) {
        return new RunSummary(
                Instant.parse(text(fields, "startedAt")),
                Duration.ofMillis(number(fields, "durationMillis")),
                Result.valueOf(text(fields, "result").toUpperCase(Locale.ROOT)),
                number(fields, "partitionsCompacted"),
                number(fields, "partitionsFailed"),
                number(fields, "filesMerged"),
                number(fields, "filesWritten"),
                number(fields, "originalBytes"),
                number(fields, "mergedBytes"),
                Duration.ofMillis(number(fields, "longestDuplicateWindowMillis")),
                text(fields, "problem"),
                fields.containsKey("files") ? Optional.of(lake(fields)) : Optional.empty());
    }

    private static LakeTotals lake(Map<String, String> fields) {
        return new LakeTotals(
                number(fields, "partitions"),
                number(fields, "files"),
                number(fields, "bytes"),
                number(fields, "backlogPartitions"),
                number(fields, "backlogFiles"),
                number(fields, "backlogBytes"));
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(text(fields, name));
    }

    private static String text(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
