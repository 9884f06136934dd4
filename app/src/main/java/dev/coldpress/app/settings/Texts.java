package dev.coldpress.app.settings;

import dev.coldpress.plan.Rewrite;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the text of a setting is read. Every method throws IllegalArgumentException, and the message is the rule. */
public final class Texts {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,19}) ?([KMGT]?)(?:I?B)?", Pattern.CASE_INSENSITIVE);
    private static final String SIZE_RULE =
            "a size is a whole number of bytes, or of KB, MB, GB or TB (KiB and so on mean the same: powers of 1024),"
                    + " such as 128MB";
    private static final String SIZE_UNITS = "KMGT";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?([smhd])", Pattern.CASE_INSENSITIVE);
    private static final String DURATION_RULE =
            "a duration is a whole number of s, m, h or d, such as 15m, or an ISO-8601 duration, such as PT15M";
    private static final Pattern FILTERED_COLUMN = Pattern.compile("(?<name>.+?)(?::(?<share>[0-9.]*[0-9]))?");
    private static final Pattern SORT_COLUMN = Pattern.compile(
            "(?:\"(?<quoted>[^\"]+)\"|(?<name>[^\\s\"]+))(?:\\s+(?<direction>asc|desc))?(?:\\s+nulls\\s+(?<nulls>first|last))?",
            Pattern.CASE_INSENSITIVE);

    /** Two letters at least, so that the drive of a Windows path is no scheme. */
    private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private static final Pattern HADOOP_S3 = Pattern.compile("^s3[an]://", Pattern.CASE_INSENSITIVE);

    private Texts() {}

    /** A plain path, relative to the working directory or not, or a URI with a scheme. */
    public static URI root(String text) {
        if (text.isEmpty() || text.startsWith("-")) {
            throw new IllegalArgumentException(
                    "a root is a path or a URI, and begins with ./ if its own name begins with a hyphen");
        }
        if (!URI_SCHEME.matcher(text).matches()) {
            return Path.of(text).toAbsolutePath().normalize().toUri();
        }
        try {
            URI root = new URI(withUsualScheme(text));
            if (root.isOpaque()) {
                throw new IllegalArgumentException(
                        "a root is a plain path, or a URI with a slash behind the colon, such as s3://bucket/prefix");
            }
            return root;
        } catch (URISyntaxException e) {
            // Its message has the whole text, which may have a secret.
            throw new IllegalArgumentException("a root is a plain path, or a URI in which a space is written as %20 ("
                    + e.getReason() + " at index " + e.getIndex() + ")");
        }
    }

    /** Hadoop's names of S3 in the form that is used here. */
    private static String withUsualScheme(String text) {
        return HADOOP_S3.matcher(text).replaceFirst("s3://");
    }

    /** What can stand in a header of HTTP. */
    static String userName(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the name of a user has ASCII letters, digits and signs, without spaces");
        }
        return text;
    }

    /** With {@code http} or {@code https} and a host. */
    static URI httpUrl(String text) {
        String rule = "a URL begins with http:// or https:// and has a host, such as http://localhost:9000";
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!isHttp || url.getHost() == null) {
                throw new IllegalArgumentException(rule);
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    /** {@code keep}, {@code none}, or columns with or without a share of false positives behind a colon. */
    static BloomFilters bloomFilters(String text) {
        if (text.equalsIgnoreCase("none")) {
            return BloomFilters.NONE;
        }
        Map<String, Double> columns = new LinkedHashMap<>();
        if (!text.equalsIgnoreCase("keep")) {
            for (String part : text.split(",", -1)) {
                Matcher column = FILTERED_COLUMN.matcher(part.strip());
                if (!column.matches()) {
                    throw new IllegalArgumentException(
                            "Bloom filters are keep, none, or names of columns such as user_id or"
                                    + " device.id:0.001");
                }
                String share = column.group("share");
                columns.put(
                        column.group("name"),
                        share == null ? BloomFilters.DEFAULT_FALSE_POSITIVES : Double.parseDouble(share));
            }
        }
        return new BloomFilters(true, columns);
    }

    /** {@code keep}, {@code none}, or columns with or without a direction and the place of nulls. */
    static SortOrder sort(String text) {
        if (text.equalsIgnoreCase("keep")) {
            return SortOrder.KEEP;
        }
        if (text.equalsIgnoreCase("none")) {
            return SortOrder.NONE;
        }
        List<SortColumn> columns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher column = SORT_COLUMN.matcher(part.strip());
            if (!column.matches()) {
                throw new IllegalArgumentException(
                        "a sort order is keep, none, or names of columns such as user_id or ts desc nulls first; a name"
                                + " with a space is in double quotes");
            }
            columns.add(new SortColumn(
                    column.group("name") == null ? column.group("quoted") : column.group("name"),
                    "desc".equalsIgnoreCase(column.group("direction")),
                    "first".equalsIgnoreCase(column.group("nulls"))));
        }
        return SortOrder.by(columns);
    }

    /** One or more of the words for it. */
    static Set<Rewrite> rewrites(String text) {
        Set<Rewrite> rewrites = EnumSet.noneOf(Rewrite.class);
        for (String word : text.split(",", -1)) {
            rewrites.add(oneOf(Rewrite.class).apply(word.strip()));
        }
        return rewrites;
    }

    /** Names as they stand in the header {@code Host}, without a port, in lower case. */
    static List<String> hosts(String text) {
        List<String> hosts = Arrays.stream(text.split(",", -1))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!hosts.stream().allMatch(host -> host.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*"))) {
            throw new IllegalArgumentException(
                    "names are separated by single commas, without scheme and port, such as coldpress.example.com");
        }
        return hosts;
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("this is no path: " + e.getReason(), e);
        }
    }

    /** As {@code eu-central-1}. */
    static String region(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,63}")) {
            throw new IllegalArgumentException(
                    "the name of a region has letters, digits and hyphens, such as eu-central-1");
        }
        return text;
    }

    static long sizeBytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(SIZE_RULE);
        }
        try {
            String unit = size.group(2).toUpperCase(Locale.ROOT);
            int powerOf1024 = unit.isEmpty() ? 0 : SIZE_UNITS.indexOf(unit) + 1;
            return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * powerOf1024));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("a size is below 8,388,608 TB", e);
        }
    }

    static Duration duration(String text) {
        Matcher duration = DURATION.matcher(text);
        if (duration.matches()) {
            return unit(duration.group(2)).multipliedBy(Long.parseLong(duration.group(1)));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(DURATION_RULE, e);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    static Duration durationOrZero(String text) {
        Duration duration = duration(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("it must not be negative, and " + DURATION_RULE);
        }
        return duration;
    }

    static Duration positiveDuration(String text) {
        Duration duration = duration(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("it must be longer than zero, and " + DURATION_RULE);
        }
        return duration;
    }

    static double ratio(String text) {
        if (!text.matches("\\d{0,9}\\.?\\d{1,9}")) {
            throw new IllegalArgumentException("a ratio is a number such as 0.75");
        }
        return Double.parseDouble(text);
    }

    static int count(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("a count is a whole number below 1,000,000,000");
        }
        return Integer.parseInt(text);
    }

    static KeyPrefix prefix(String text) {
        return KeyPrefix.of(text.endsWith("/") ? text : text + "/");
    }

    /** Commas inside of braces belong to a glob. */
    static List<String> globs(String text) {
        List<String> globs = new ArrayList<>();
        for (String glob : text.split(",(?![^{]*})", -1)) {
            globs.add(glob.strip());
        }
        if (globs.contains("")) {
            throw new IllegalArgumentException("globs are separated by single commas, such as app_id=a/**");
        }
        return globs;
    }

    static <T> Function<String, T> oneOf(String first, T firstValue, String second, T secondValue) {
        Map<String, T> values = Map.of(first, firstValue, second, secondValue);
        return text -> Optional.ofNullable(values.get(text.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new IllegalArgumentException("it must be " + first + " or " + second));
    }

    /** One of some words, which stay as they are. */
    static Function<String, String> word(String... words) {
        return text -> {
            if (!List.of(words).contains(text)) {
                throw new IllegalArgumentException("it must be one of " + String.join(", ", words));
            }
            return text;
        };
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it must be one of " + names(type)));
    }

    static <T> Function<String, Optional<T>> orNone(Function<String, T> parser) {
        return orWord("none", parser);
    }

    /** A word for having no value, or a value. */
    static <T> Function<String, Optional<T>> orWord(String word, Function<String, T> parser) {
        return text -> {
            if (text.equalsIgnoreCase(word)) {
                return Optional.empty();
            }
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + "; " + word + " is allowed too", e);
            }
        };
    }

    static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
