package dev.coldpress.plan;

import dev.coldpress.partition.Glob;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which names are those of data files, by globs. */
public final class DataFileNames implements Predicate<String> {

    private final List<Pattern> globs;

    /** @throws java.util.regex.PatternSyntaxException if a glob is none */
    public DataFileNames(List<String> globs) {
        this.globs = globs.stream().map(Glob::compile).toList();
    }

    @Override
    public boolean test(String name) {
        return globs.stream().anyMatch(glob -> glob.matcher(name).matches());
    }
}
