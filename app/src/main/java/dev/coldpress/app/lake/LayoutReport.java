package dev.coldpress.app.lake;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.survey.LakeSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command says at its end of the files that its layout does not take, and what it exits with therefore. */
public final class LayoutReport {

    private static final String NO_MATCH =
            "the layout and the names of files match nothing here, so there is nothing to do";

    private final Lake lake;
    private final boolean matchedNothing;
    private final Optional<LakeSurvey> survey;

    private LayoutReport(Lake lake, boolean matchedNothing, Optional<LakeSurvey> survey) {
        this.lake = lake;
        this.matchedNothing = matchedNothing;
        this.survey = survey;
    }

    /** Looks at whatever was noted. */
    public static LayoutReport ofAll(Lake lake, OutsideLayout outside) {
        return outside.isWorthASurvey() ? of(lake, outside) : ofNothing(lake);
    }

    /** Looks only if nothing matched: what else lies there is no matter of a run. */
    public static LayoutReport ofNoMatch(Lake lake, OutsideLayout outside) {
        return outside.foundPartition() ? ofNothing(lake) : of(lake, outside);
    }

    private static LayoutReport of(Lake lake, OutsideLayout outside) {
        LakeSurvey survey = outside.survey(lake);
        boolean isEmpty = !outside.foundPartition() && survey.filesInPlace() == 0;
        return new LayoutReport(lake, isEmpty, Optional.of(survey));
    }

    private static LayoutReport ofNothing(Lake lake) {
        return new LayoutReport(lake, false, Optional.empty());
    }

    /**
     * The report itself, if the root names something.
     *
     * @throws dev.coldpress.app.settings.SettingsException if it names a place in a bucket at which nothing lies
     */
    public LayoutReport orNothingThere() {
        if (matchedNothing && survey.filter(one -> one.files() == 0).isPresent()) {
            Lakes.requireAnything(lake);
        }
        return this;
    }

    /**
     * The exit code of a command.
     *
     * @param code what the command would exit with if the layout were right
     */
    public int exitCode(int code) {
        return matchesNothing() && code == ExitCode.DONE ? ExitCode.USAGE : code;
    }

    private boolean matchesNothing() {
        return matchedNothing && survey.filter(one -> one.files() > 0).isPresent();
    }

    /** The fields {@code layout}, {@code layoutMatches}, and {@code outsideLayout}: null if nothing was looked for. */
    public void print(JsonWriter json) {
        json.field("layout", lake.settings().layout().toString())
                .field("layoutMatches", !matchedNothing)
                .name("outsideLayout");
        if (survey.isEmpty()) {
            json.nullValue();
        } else {
            json.beginObject();
            LayoutJson.fields(json, survey.get());
            json.endObject();
        }
    }

    /** To standard output, or to standard error if it is why the command fails. */
    public void print(Shell shell) {
        List<String> lines = lines();
        if (matchesNothing()) {
            shell.err().println("coldpress: " + NO_MATCH + ".");
            lines.forEach(shell.err()::println);
        } else {
            lines.forEach(shell.out()::println);
        }
    }

    /** As {@link #print(Shell)}, for a command whose standard output is JSON. */
    public void printError(Shell shell) {
        if (matchesNothing()) {
            print(shell);
        }
    }

    /** One line for a log; empty if something matches, or if there is nothing to match. */
    Optional<String> warning() {
        return matchesNothing()
                ? Optional.of(NO_MATCH + ": " + String.join(" ", lines()).replaceAll(" {2,}", " "))
                : Optional.empty();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        survey.ifPresent(one -> {
            lines.addAll(new LayoutAdvice(one, lake.settings(), matchedNothing).lines());
            if (matchedNothing && one.files() == 0) {
                lines.add(noParquet(one, lake));
            }
        });
        return lines;
    }

    /** For a lake without any. */
    public static String noParquet(LakeSurvey survey, Lake lake) {
        String others =
                survey.otherFiles() == 0 ? "" : " (but " + Amounts.count(survey.otherFiles(), "other file") + ")";
        return "No Parquet file was found below " + lake.root() + others + ".";
    }
}
