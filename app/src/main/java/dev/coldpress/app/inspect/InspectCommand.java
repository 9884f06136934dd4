package dev.coldpress.app.inspect;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.LakeFiles;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.lake.StoredFile;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.report.ColumnTierTable;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.plan.ColumnOverlap;
import dev.coldpress.plan.RangeOverlap;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.ParquetFooter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what one Parquet file is made of, or what sizes the files below a prefix have. */
@Command(
        name = "inspect",
        description = {
            "Shows what one Parquet file is made of, or the sizes of the files below a prefix. Changes nothing.",
            "Of a file, that is its row groups, columns and metadata. Of a prefix, it is also how much the values of each column"
                    + " are spread over its files, for which it reads all footers."
        })
public final class InspectCommand implements Callable<Integer> {

    private final Lakes lakes;
    private final Shell shell;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "<FILE|PREFIX>",
            description = "A key or prefix below --root if that is given, else a path or URI of its own.")
    private String place = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--explain",
            description = "Say how the columns of a file would be merged with others like it, and why so.")
    private boolean explain;

    public InspectCommand(Lakes lakes, Shell shell) {
        this.lakes = lakes;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ChosenSettings settings = SettingFlags.read(spec, shell.environment());
        InspectedPlace inspected = InspectedPlace.of(place, settings.optionalRoot());
        try (Lake lake = lakes.open(inspected.root(), settings)) {
            Optional<ListedObject> file = inspected.key().flatMap(lake.store()::head);
            if (file.isPresent()) {
                inspectFile(lake, file.get());
            } else {
                inspectPrefix(lake, inspected);
            }
        }
        return ExitCode.DONE;
    }

    private void inspectFile(Lake lake, ListedObject file) {
        StoredFile source = new StoredFile(lake.store(), file.ref());
        ParquetFooter footer = lake.codec().readFooter(source);
        List<ColumnTier> tiers = lake.codec().explain(source);
        RangeOverlap ranges = new RangeOverlap();
        ranges.add(lake.codec().ranges(source));
        List<ColumnOverlap> overlaps = ranges.overlaps();
        if (json) {
            FileInspection.print(new JsonWriter(shell.out()), file, footer, tiers, overlaps);
            return;
        }
        FileInspection.print(shell.out(), file, footer, tiers, overlaps);
        if (explain) {
            ColumnTierTable.print(shell.out(), "How its columns would be merged with others like it:", tiers);
        }
    }

    private void inspectPrefix(Lake lake, InspectedPlace inspected) {
        List<ListedObject> dataFiles = new ArrayList<>();
        LakeFiles files = LakeFiles.below(lake.store(), inspected.prefix(), dataFiles::add);
        if (files.isEmpty() && !inspected.path().isEmpty()) {
            throw inspected.nothingThere();
        }
        if (json) {
            PrefixRanges ranges = PrefixRanges.read(lake, dataFiles);
            PrefixInspection.print(new JsonWriter(shell.out()), inspected.prefix(), files, ranges);
            return;
        }
        // Before the footers are read, which takes long where there are many.
        PrefixInspection.print(shell.out(), inspected.prefix(), files);
        if (!dataFiles.isEmpty()) {
            PrefixInspection.print(shell.out(), PrefixRanges.read(lake, dataFiles));
        }
    }
}
