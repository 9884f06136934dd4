package dev.coldpress.app.lake;

import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.survey.FoundLayout;
import dev.coldpress.survey.LakeSurvey;
import java.util.List;
import java.util.Locale;

/** The layouts of a lake for machines. */
public final class LayoutJson {

    private LayoutJson() {}

    /** Fields of an object that is open. */
    public static void fields(JsonWriter json, LakeSurvey survey) {
        json.field("files", survey.files())
                .field("otherFiles", survey.otherFiles())
                .field("directoriesListed", survey.requests())
                .field("whole", survey.isWhole())
                .name("found")
                .beginArray();
        survey.found().forEach(found -> found(json, found));
        json.endArray();
    }

    private static void found(JsonWriter json, FoundLayout found) {
        json.beginObject().field("template", found.template());
        json.name("partition");
        found.unit().map(unit -> unit.name().toLowerCase(Locale.ROOT)).ifPresentOrElse(json::value, json::nullValue);
        json.field("directories", found.directories()).field("files", found.files());
        array(json, "fileNames", found.fileNames());
        array(json, "examples", found.examples());
        json.endObject();
    }

    private static void array(JsonWriter json, String name, List<String> texts) {
        json.name(name).beginArray();
        texts.forEach(json::value);
        json.endArray();
    }
}
