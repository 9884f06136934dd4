package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.lake.TemporaryFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Jobs on a lake of the local file system. */
final class LocalJob {

    private final LakeSize size;
    private final JobLakes lakes;
    private final Path folder;
    private final List<Variant> variants;

    LocalJob(LakeSize size, JobLakes lakes, Path folder, List<Variant> variants) {
        this.size = size;
        this.lakes = lakes;
        this.folder = folder;
        this.variants = variants;
    }

    /** Merges the lake with each contender; in the first round, compares what they wrote. */
    void compact(List<String> peers, int runs, Rounds rounds) throws Exception {
        Path sources = lakes.links(size, folder.resolve("sources"));
        Path out = folder.resolve("out");
        for (int run = 0; run < runs; run++) {
            for (Variant variant : variants) {
                Path lake = lakes.copies(size, out);
                rounds.add(variant.name(), variant.run(List.of("run", "--root=" + lake), log()));
                finish(variant.name(), run == 0, lake);
            }
            for (String peer : peers) {
                rounds.add(peer, MeasuredProcess.run(Peers.command(peer, sources, out), Map.of(), log()));
                finish(peer, run == 0 && !peer.equals("cat"), out);
            }
        }
        TemporaryFolder.delete(sources);
    }

    private void finish(String contender, boolean compares, Path out) throws Exception {
        if (compares) {
            lakes.requireMerged(size, out, contender);
        }
        TemporaryFolder.delete(out);
        new ProcessBuilder("sync").start().waitFor();
    }

    /** Plans the lake, and lists its files by {@code find}. */
    void plan(int runs, Rounds rounds) throws Exception {
        Path lake = lakes.links(size, folder.resolve("lake"));
        for (int run = 0; run < runs; run++) {
            for (Variant variant : variants) {
                rounds.add(variant.name(), variant.run(List.of("plan", "--root=" + lake), log()));
            }
            List<String> find = List.of("find", lake.toString(), "-name", "*.parquet", "-size", "+0");
            rounds.add("find", MeasuredProcess.run(find, Map.of(), log()));
        }
        TemporaryFolder.delete(lake);
    }

    private Path log() {
        return folder.resolve("log");
    }
}
