package dev.coldpress.s3;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** After how many of its bytes an answer is cut. */
final class Positions {

    /** Every one, which takes long: for a run by hand. */
    private static final boolean ALL = Boolean.getBoolean("coldpress.cut-everywhere");

    /** Of what lies between the boundaries, one in so many. */
    private static final int SAMPLE = 41;

    /** Lines that still have a sense when they are cut. */
    private static final List<String> NUMBERS =
            List.of("http/", "content-length:", "content-range:", "x-goog-generation:");

    private Positions() {}

    /** Whether this is a run by hand that cuts everywhere. */
    static boolean areAll() {
        return ALL;
    }

    /** All; or each one of a number in the head, those around the ends of lines and elements, and some in between. */
    static List<Integer> in(String answer) {
        if (ALL) {
            return IntStream.range(0, answer.length()).boxed().toList();
        }
        TreeSet<Integer> positions = new TreeSet<>();
        int body = answer.indexOf("\r\n\r\n") + 4;
        for (int start = 0; start < body; ) {
            int end = answer.indexOf("\r\n", start) + 2;
            String line = answer.substring(start, end).toLowerCase(Locale.ROOT);
            boolean isNumber = NUMBERS.stream().anyMatch(line::startsWith);
            positions.addAll(List.of(end - 4, end - 2, end - 1));
            IntStream.range(isNumber ? line.indexOf(' ') + start : end, end).forEach(positions::add);
            start = end;
        }
        for (int i = body; i < answer.length(); i++) {
            boolean isBoundary = "<{\r".indexOf(answer.charAt(i)) >= 0;
            if ((isBoundary && i % 4 == 0) || i % SAMPLE == 0 || i == answer.length() - 1) {
                positions.add(i);
            }
        }
        positions.add(body);
        positions.removeIf(position -> position < 0 || position >= answer.length());
        return List.copyOf(positions);
    }

    /** All; or one in eight, where such answers are cut everywhere elsewhere. */
    static List<Integer> someOf(List<Integer> positions) {
        return ALL ? positions : oneIn(8, positions, 1);
    }

    /** One in seven; or a single one, which differs from request to request. */
    static List<Integer> fewOf(List<Integer> positions, int request) {
        return ALL ? oneIn(7, positions, request) : List.of(positions.get((request * 13 + 5) % positions.size()));
    }

    private static List<Integer> oneIn(int step, List<Integer> positions, int first) {
        return IntStream.range(0, positions.size())
                .filter(i -> i % step == first % step)
                .mapToObj(positions::get)
                .toList();
    }
}
