package dev.coldpress.acceptance.job;

import java.util.List;
import java.util.Map;

/**
 * What one process took.
 *
 * @param processorSeconds of all its threads, by the operating system
 * @param secondsByThreads the same by groups of threads; empty if the operating system does not tell
 * @param peakBytes the most memory that it had resident; 0 if the operating system does not tell
 * @param requests to a store by kind; empty for a lake on files
 * @param remarks further lines for people
 */
record Measurement(
        double wallSeconds,
        double processorSeconds,
        Map<String, Double> secondsByThreads,
        long peakBytes,
        Map<String, Long> requests,
        List<String> remarks) {

    Measurement withRequests(Map<String, Long> counted) {
        return new Measurement(wallSeconds, processorSeconds, secondsByThreads, peakBytes, counted, remarks);
    }

    Measurement withRemarks(List<String> lines) {
        return new Measurement(wallSeconds, processorSeconds, secondsByThreads, peakBytes, requests, lines);
    }
}
