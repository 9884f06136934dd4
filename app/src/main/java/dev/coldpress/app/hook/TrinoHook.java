package dev.coldpress.app.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.coldpress.app.settings.TrinoTable;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.hook.PartitionCompacted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes Trino forget which files of a table it has listed, by {@code system.flush_metadata_cache} of its Hive connector
 * and Trino's own protocol: a statement is posted, and each answer names the next one to ask for until the statement is
 * over (Trino's client REST API).
 */
final class TrinoHook implements CompactionHook {

    /** A flush takes a few. */
    private static final int MAX_ANSWERS = 1_000;

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpCalls http = new HttpCalls();
    private final URI server;
    private final TrinoTable table;
    private final String user;

    TrinoHook(URI server, TrinoTable table, String user) {
        this.server = server;
        this.table = table;
        this.user = user;
    }

    @Override
    public void partitionCompacted(PartitionCompacted event) {
        String base = server.toString().replaceAll("/+$", "");
        Answer answer = send(HttpRequest.newBuilder(URI.create(base + "/v1/statement"))
                .POST(HttpRequest.BodyPublishers.ofString(statement())));
        for (int answers = 0; answer.next() != null; answers++) {
            if (answers == MAX_ANSWERS) {
                throw new HookException("Trino has not ended '" + statement() + "' after " + answers + " answers");
            }
            answer = send(HttpRequest.newBuilder(next(answer.next())).GET());
        }
    }

    private String statement() {
        return "CALL " + table.catalogName() + ".system.flush_metadata_cache(schema_name => " + table.schemaText()
                + ", table_name => " + table.tableText() + ")";
    }

    /** Only the server that was named is asked, whatever an answer says. */
    private URI next(String uri) {
        URI next = server.resolve(uri);
        if (!Objects.equals(next.getHost(), server.getHost()) || next.getPort() != server.getPort()) {
            throw new HookException("Trino at " + server + " refers to another server, " + next
                    + ". Give the address by which it calls itself");
        }
        return next;
    }

    private Answer send(HttpRequest.Builder request) {
        String body = http.send(request.header("X-Trino-User", user).header("X-Trino-Source", "coldpress"));
        Answer answer = parse(body);
        if (answer.error() != null) {
            throw new HookException("Trino failed at '" + statement() + "': " + answer.error());
        }
        return answer;
    }

    private static Answer parse(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            String next = null;
            String error = null;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new HookException("The answer is not one of Trino's");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("nextUri")) {
                    next = parser.getText();
                } else if (field.equals("error")) {
                    error = message(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return new Answer(next, error);
        } catch (IOException e) {
            throw new HookException("The answer is not one of Trino's: " + e.getMessage());
        }
    }

    private static String message(JsonParser parser) throws IOException {
        String message = "an error without a message";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("message")) {
                message = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return message;
    }

    /**
     * What matters of an answer.
     *
     * @param next where the next one is; null if the statement is over
     * @param error null if there is none
     */
    private record Answer(@Nullable String next, @Nullable String error) {}
}
