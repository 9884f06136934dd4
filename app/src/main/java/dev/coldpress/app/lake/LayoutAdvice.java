package dev.coldpress.app.lake;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.survey.FoundLayout;
import dev.coldpress.survey.LakeSurvey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Says in words what was found where the settings take nothing, and which settings would. */
public final class LayoutAdvice {

    private static final int MAX_EXAMPLES = 3;
    private static final int MAX_LAYOUTS = 5;

    private final LakeSurvey survey;
    private final CompactionSettings settings;
    private final boolean isAll;

    /** @param isAll whether the settings take no other file of the lake */
    LayoutAdvice(LakeSurvey survey, CompactionSettings settings, boolean isAll) {
        this.survey = survey;
        this.settings = settings;
        this.isAll = isAll;
    }

    /** Where files lie that are not taken, and by which settings they would be; empty if there are none. */
    List<String> lines() {
        if (survey.files() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(atLeast(survey.files()) + " Parquet " + (survey.files() == 1 ? "file lies " : "files lie ") + where()
                + ", such as");
        survey.found().stream()
                .flatMap(found -> found.examples().stream())
                .limit(MAX_EXAMPLES)
                .forEach(example -> lines.add("  " + example));
        lines.addAll(guess());
        return lines;
    }

    private String atLeast(long count) {
        return (survey.isWhole() ? "" : "At least ") + Amounts.count(count);
    }

    private String where() {
        if (survey.found().stream().allMatch(this::isRightPlace)) {
            return "where the layout says, with names that file-names does not take";
        }
        int deeper = survey.found().stream().mapToInt(this::levelsBelow).min().orElse(0);
        return deeper == 0
                ? "outside of the layout " + settings.layout()
                : Amounts.count(deeper, "level") + " deeper than the layout " + settings.layout();
    }

    private boolean isRightPlace(FoundLayout found) {
        return directories(found).anyMatch(one -> settings.layout().match(one).isPresent());
    }

    /** It is above all others. */
    private static Stream<KeyPrefix> root(KeyPrefix directory) {
        return directory.equals(KeyPrefix.ROOT) ? Stream.of() : Stream.of(KeyPrefix.ROOT);
    }

    private int levelsBelow(FoundLayout found) {
        boolean isBelow = directories(found)
                .flatMap(directory -> Stream.concat(directory.above().stream(), root(directory)))
                .anyMatch(above -> settings.layout().match(above).isPresent());
        return isBelow
                ? found.layout().map(LakeLayout::depth).orElse(found.template().split("/", -1).length - 1)
                        - settings.layout().depth()
                : 0;
    }

    private static Stream<KeyPrefix> directories(FoundLayout found) {
        return found.examples().stream()
                .map(example -> KeyPrefix.of(example.substring(0, example.lastIndexOf('/') + 1)));
    }

    private List<String> guess() {
        List<FoundLayout> dated = survey.dated();
        if (dated.isEmpty()) {
            FoundLayout one = survey.found().get(0);
            return undated(one, flags(one));
        }
        if (dated.size() == 1) {
            FoundLayout one = dated.get(0);
            return Stream.concat(
                            Stream.of((isAll ? "Looks like " : "A separate run would need ") + flags(one)),
                            longPartitions(one).stream())
                    .toList();
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                isAll ? "Looks like several layouts, each of which needs a separate run:" : "Separate runs would need");
        dated.stream()
                .limit(MAX_LAYOUTS)
                .forEach(one -> lines.add("  " + flags(one) + "  (" + Amounts.count(one.files(), "file") + ")"));
        if (dated.size() > MAX_LAYOUTS) {
            lines.add("  and " + (dated.size() - MAX_LAYOUTS) + " more: see 'coldpress layout'");
        }
        return lines;
    }

    /**
     * What to say of a layout without a date: nothing in a path tells when a partition is finished, so it takes a
     * person's word.
     *
     * @param flags that take it
     */
    static List<String> undated(FoundLayout found, String flags) {
        List<String> lines = new ArrayList<>();
        lines.add("Their directories (" + described(found) + ") have no date that a layout could name, so nothing but a"
                + " quiet period can tell when a partition is finished.");
        if (found.layout().isPresent()) {
            lines.add("If the writer closes each file within an hour, this compacts them: " + flags);
            lines.add("Read 'Lakes without a date in the path' in docs/guarantees.md first.");
        }
        return lines;
    }

    /**
     * What to say of the one layout of a lake whose directory is the root of its store.
     *
     * @param fileNames globs that are taken already
     */
    public static List<String> of(FoundLayout found, List<String> fileNames) {
        String flags = flags(found, KeyPrefix.ROOT, fileNames);
        return found.isDated()
                ? Stream.concat(Stream.of("Looks like " + flags), longPartitions(found).stream())
                        .toList()
                : undated(found, flags);
    }

    /** How people call a template. */
    public static String described(FoundLayout found) {
        return found.template().equals(LakeLayout.FLAT_TEMPLATE) ? "the root itself" : found.template();
    }

    private String flags(FoundLayout found) {
        return isRightPlace(found)
                ? fileNames(found, settings.fileNames())
                : flags(found, settings.layout().base(), settings.fileNames());
    }

    /**
     * What to put on the command line for a layout, ready for a shell.
     *
     * @param base of the lake; no part of the template on a command line
     * @param fileNames globs that are taken already
     */
    private static String flags(FoundLayout found, KeyPrefix base, List<String> fileNames) {
        String template = found.template().startsWith(base.path())
                ? found.template().substring(base.path().length())
                : found.template();
        String layout = Settings.LAYOUT.flag() + " " + quoted(template.isEmpty() ? LakeLayout.FLAT_TEMPLATE : template);
        String cold = found.isDated() ? "" : Settings.COLD.flag() + " quiet";
        return Stream.of(layout, cold, fileNames(found, fileNames))
                .filter(flag -> !flag.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    /** A flag, if the files have names that are not taken; else empty. */
    private static String fileNames(FoundLayout found, List<String> configured) {
        Set<String> globs = new LinkedHashSet<>(configured);
        boolean isMore = globs.addAll(found.fileNames());
        return isMore && !configured.contains("*")
                ? Settings.FILE_NAMES.flag() + " " + quoted(globs.contains("*") ? "*" : String.join(",", globs))
                : "";
    }

    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** A month or a year is over late. */
    private static List<String> longPartitions(FoundLayout found) {
        return found.unit()
                .filter(unit -> unit.isDateBased() && unit.getDuration().toDays() > 1)
                .map(unit -> unit.toString().toLowerCase(Locale.ROOT).replaceFirst("s$", ""))
                .map(unit -> List.of(
                        "Its finest date is a " + unit + ": a partition is compacted once that " + unit + " is over."))
                .orElseGet(List::of);
    }
}
