package dev.coldpress.app.lake;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.partition.ColdBy;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.survey.LakeSurvey;
import java.util.ArrayList;
import java.util.List;

/** The layout of a lake whose settings leave it to the lake. */
final class AutomaticLayout {

    private AutomaticLayout() {}

    /** @throws SettingsException if it cannot be told, with what was found */
    static LakeLayout of(Lake lake) {
        Lakes.requireAnything(lake);
        LakeSurvey survey =
                LakeSurvey.of(lake.store(), KeyPrefix.ROOT, lake.settings().controlPrefix());
        return survey.only()
                .filter(found -> found.isDated() || lake.settings().coldBy() == ColdBy.QUIET)
                .flatMap(found -> found.layout())
                .orElseThrow(() -> new SettingsException(refusal(survey, lake)));
    }

    private static List<String> refusal(LakeSurvey survey, Lake lake) {
        String auto = Settings.LAYOUT.key() + " = 'auto': ";
        if (survey.found().isEmpty()) {
            return List.of(auto + LayoutReport.noParquet(survey, lake) + " Give the layout itself. Nothing was done.");
        }
        List<String> lines = new ArrayList<>();
        boolean isOne = survey.found().size() == 1;
        lines.add(auto
                + (isOne
                        ? "the directories of the lake have no date. Nothing was done."
                        : "the lake has more than one layout. Set the one that you mean. Nothing was done."));
        survey.found()
                .forEach(found -> lines.add("  " + LayoutAdvice.described(found) + "  ("
                        + Amounts.count(found.files(), "file") + (found.isDated() ? ")" : ", no date)")));
        survey.only()
                .ifPresent(
                        one -> lines.addAll(LayoutAdvice.of(one, lake.settings().fileNames())));
        return lines;
    }
}
