package dev.coldpress.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * A glob means what it means to the JDK, for every path that the JDK can express. What it refuses, such as two hyphens
 * between brackets, may mean something here.
 */
class GlobProperties {

    @Property(tries = 50_000)
    void aGlobMatchesWhatItMatchesInTheJdk(@ForAll("pairs") List<Pair> pairs) {
        String path = pairs.stream().map(Pair::path).collect(Collectors.joining());
        String glob = pairs.stream().map(Pair::glob).collect(Collectors.joining());
        Optional<PathMatcher> ofJdk = ofJdk(glob);
        if (ofJdk.isEmpty()) {
            Statistics.collect("refused");
            return;
        }
        boolean matches = ofJdk.get().matches(Path.of(path));
        Statistics.collect(matches ? "matches" : "does not match");
        assertThat(Glob.compile(glob).matcher(path).matches())
                .as("'%s' matches '%s'", glob, path)
                .isEqualTo(matches);
    }

    private static Optional<PathMatcher> ofJdk(String glob) {
        try {
            return Optional.of(FileSystems.getDefault().getPathMatcher("glob:" + glob));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** A piece of a path, and a piece of a glob that may match it. */
    private record Pair(String path, String glob) {}

    @Provide
    Arbitrary<List<Pair>> pairs() {
        Arbitrary<String> paths = Arbitraries.of(
                "a", "b", "c", "a/b", "-", "=", ".", "^", "$", "&", "*", "[", "]", "{", ",", "\u00fc", "\ud83d\ude01");
        Arbitrary<String> globs = Arbitraries.of(
                "a",
                "?",
                "*",
                "**",
                "*/b",
                "a/?",
                "[a-c]",
                "[!b]",
                "[!a-b]",
                "[^a]",
                "[!^]",
                "[-a]",
                "[!-a]",
                "[a-]",
                "[=\\&]",
                "[&&b]",
                "[+-9]",
                "[*?.]",
                "[\u00e0-\u00ff]",
                "[\ud83d\ude00\ud83d\ude01]",
                "\\*",
                "\\[",
                "\\,",
                "{a,b*}",
                "{a,b}",
                "{,c}",
                "{[ab],-}",
                "{",
                "}",
                ",",
                "]",
                "[",
                "\\",
                "(",
                "|",
                "+");
        Arbitrary<Pair> guessed = Combinators.combine(paths, globs).as(Pair::new);
        Arbitrary<Pair> equal = paths.filter(path -> !"*[{".contains(path)).map(path -> new Pair(path, path));
        return Arbitraries.frequencyOf(Tuple.of(2, guessed), Tuple.of(3, equal))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
