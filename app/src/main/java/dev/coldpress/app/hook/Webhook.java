package dev.coldpress.app.hook;

import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.hook.PartitionCompacted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Posts each event as JSON. */
final class Webhook implements CompactionHook {

    private final HttpCalls http = new HttpCalls();
    private final URI url;
    private final URI root;
    private final Optional<String> token;

    /**
     * A hook of one lake.
     *
     * @param root of the lake, for the receiver
     * @param token goes with each request as a bearer token
     */
    Webhook(URI url, URI root, Optional<String> token) {
        this.url = url;
        this.root = root;
        this.token = token;
    }

    @Override
    public void partitionCompacted(PartitionCompacted event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "coldpress")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json(event)));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        http.send(request);
    }

    private byte[] json(PartitionCompacted event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            JsonWriter json = new JsonWriter(out);
            json.beginObject()
                    .field("event", "partition-compacted")
                    .field("id", String.valueOf(event.id()))
                    .field("root", String.valueOf(root))
                    .field("partition", event.partition().path())
                    .field("sourceFiles", event.sourceFiles())
                    .field("rows", event.rowCount())
                    .field("committedAt", String.valueOf(event.committedAt()))
                    .name("outputs")
                    .beginArray();
            event.outputs().forEach(output -> json.value(output.path()));
            json.endArray().endObject().end();
        }
        return bytes.toByteArray();
    }
}
