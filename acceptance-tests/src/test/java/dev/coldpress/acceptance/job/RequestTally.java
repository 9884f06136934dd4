package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.s3.FaultyWire.Fault;
import dev.coldpress.acceptance.s3.FaultyWire.Weather;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Lets each answer of S3 come late by the same time, and counts the requests. For any number of threads. */
final class RequestTally implements Weather {

    private final Map<String, Long> byKind = new ConcurrentHashMap<>();
    private final Fault.Late late;

    RequestTally(int delayMillis) {
        late = new Fault.Late(delayMillis);
    }

    @Override
    public Optional<Fault> over(String line, String body) {
        byKind.merge(kind(line), 1L, Long::sum);
        return Optional.of(late);
    }

    private static String kind(String line) {
        if (line.contains("list-type=2")) {
            return "LIST";
        }
        return line.substring(0, line.indexOf(' '));
    }

    /** The method of HTTP, or {@code LIST}. */
    Map<String, Long> byKind() {
        return new TreeMap<>(byKind);
    }
}
