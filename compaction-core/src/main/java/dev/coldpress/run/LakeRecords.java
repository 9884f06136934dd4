package dev.coldpress.run;

import dev.coldpress.commit.ClaimPolicy;
import dev.coldpress.commit.LakeMarker;
import dev.coldpress.commit.OpenNotes;
import dev.coldpress.commit.RestIndex;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.StampSource;
import dev.coldpress.scan.Ports;
import dev.coldpress.settings.CompactionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a compactor keeps below the control prefix of its lake, and how it signs what it writes there. */
public record LakeRecords(
        RecordRegister register,
        LakeMarker marker,
        OpenNotes notes,
        RestIndex rest,
        StampSource stamps,
        ClaimPolicy claimPolicy) {

    /**
     * The records of a compactor of its own.
     *
     * @param name of the process
     * @param hasEnded whether the process of a name is known to have ended
     */
    public static LakeRecords of(Ports ports, CompactionSettings settings, String name, Predicate<String> hasEnded) {
        String signature = ClaimPolicy.signature(name, ports.ids().next());
        LakeMarker marker = new LakeMarker(ports.store(), settings.controlPrefix());
        return new LakeRecords(
                new RecordRegister(
                        ports.store(), settings.controlPrefix(), ports.pause(), settings.singleCompactorDrain()),
                marker,
                new OpenNotes(ports.store(), settings.controlPrefix()),
                new RestIndex(ports.store(), settings.controlPrefix(), marker::identity, scope(settings)),
                new StampSource(ports.ids(), ports.clock(), signature, marker::identity),
                new ClaimPolicy(settings.claimPatience(), signature, hasEnded));
    }

    /**
     * What decides which partitions a run looks at, which of their objects are data files, and which of these are
     * written again by what their footers say.
     */
    private static List<String> scope(CompactionSettings settings) {
        List<String> scope = new ArrayList<>(List.of(
                settings.layout().toString(),
                settings.fileNames().toString(),
                settings.include().toString(),
                settings.exclude().toString(),
                settings.shard().toString(),
                settings.lookback().toString()));
        if (!settings.rewriteRules().areNone()) {
            scope.add(new TreeSet<>(settings.rewrite()).toString());
            scope.add(settings.compression().toString());
            scope.add(Long.toString(settings.planLimits().smallFileSizeBytes()));
        }
        return scope;
    }
}
