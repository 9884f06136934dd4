package dev.coldpress.simulator.history;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the store answered, in few words: for traces, and as what an actor knows. */
final class Answers {

    private Answers() {}

    static boolean isPresent(Object answer) {
        return answer instanceof Optional<?> optional && optional.isPresent();
    }

    static String describe(Object answer) {
        if (answer instanceof Optional<?> optional) {
            return optional.map(Answers::describe).orElse("absent");
        }
        if (answer instanceof ListedObject object) {
            return object.key().name() + "@" + object.ref().version();
        }
        if (answer instanceof ListPage page) {
            List<String> names = page.objects().stream().map(Answers::describe).toList();
            return names
                    + (page.prefixes().isEmpty() ? "" : " " + page.prefixes())
                    + (page.next() == null ? "" : " ...");
        }
        if (answer instanceof StoredObject object) {
            return record(object.body()) + "@" + object.version();
        }
        if (answer instanceof WriteResult.Unknown || answer instanceof PublishResult.Unknown) {
            return "unknown";
        }
        if (answer instanceof DeleteResult result) {
            return result.outcome().toString();
        }
        return String.valueOf(answer);
    }

    /** The lines of a record that tell its state, on one line. */
    static String record(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        StringBuilder brief = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String word = line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line;
            switch (word) {
                case "state" -> brief.append(line.substring(6).toUpperCase(java.util.Locale.ROOT));
                case "nonce", "plan" -> brief.append(' ').append(line, 0, Math.min(line.length(), word.length() + 5));
                case "keep", "retract", "drop" -> brief.append(' ').append(word);
                case "output", "dropped" -> brief.append(' ').append(line.substring(line.lastIndexOf(' ') + 1));
                default -> {}
            }
        }
        return brief.isEmpty() ? body.length + " bytes" : brief.toString();
    }
}
