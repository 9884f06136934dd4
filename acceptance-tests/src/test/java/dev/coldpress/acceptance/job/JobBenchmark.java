package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.lake.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The program behind {@code scripts/job-benchmark}: does whole jobs with Coldpress and its peers in turns, compares
 * what they wrote by DuckDB, and prints medians and ratios.
 */
public final class JobBenchmark {

    private static final String USAGE = "usage: scripts/job-benchmark [A|B|C|D|E|F|G|H|L ...] [--runs N]"
            + " [--scale F] [--peers polars,duckdb-unordered,cat] [--delay MILLIS] [--link MBITS] [--dir D]"
            + " [--variant 'NAME;VARIABLE=VALUE;...']";

    private final List<Job> jobs = new ArrayList<>();
    private final List<Variant> variants = new ArrayList<>(List.of(Variant.usual()));
    private List<String> peers;
    private int runs = 3;
    private double scale = 1;
    private int delayMillis = 25;
    private int linkMegabits = 200;
    private String dir = "";

    private JobBenchmark(List<String> peers) {
        this.peers = peers;
    }

    public static void main(String[] args) throws Exception {
        JobBenchmark benchmark = new JobBenchmark(Peers.available());
        try {
            benchmark.parse(args);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
        benchmark.run();
    }

    private void parse(String[] args) {
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--runs" -> runs = Integer.parseInt(args[++i]);
                case "--scale" -> scale = Double.parseDouble(args[++i]);
                case "--delay" -> delayMillis = Integer.parseInt(args[++i]);
                case "--link" -> linkMegabits = Integer.parseInt(args[++i]);
                case "--dir" -> dir = args[++i];
                case "--peers" -> peers = list(args[++i]);
                case "--variant" -> variants.add(Variant.parse(args[++i]));
                default -> jobs.addAll(jobs(args[i]));
            }
        }
        if (jobs.isEmpty()) {
            jobs.addAll(List.of(Job.values()));
        }
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static List<Job> jobs(String letter) {
        List<Job> jobs = List.of(Job.values()).stream()
                .filter(job -> job.letter().equals(letter))
                .toList();
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("There is no job '" + letter + "'");
        }
        return jobs;
    }

    private void run() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-jobs")) {
            Path files = dir.isEmpty() ? folder.path().resolve("files") : Path.of(dir);
            JobLakes lakes = new JobLakes(files.toAbsolutePath());
            for (Job job : jobs) {
                System.out.println(measure(job, lakes, folder.path()));
            }
        }
    }

    private String measure(Job job, JobLakes lakes, Path folder) throws Exception {
        LakeSize size = job.size(scale);
        Rounds rounds = new Rounds(title(job, size), size.partitions());
        LocalJob local = new LocalJob(size, lakes, folder, variants);
        S3Job remote = new S3Job(size, lakes, folder, variants, delayMillis);
        switch (job.work()) {
            case COMPACT -> local.compact(peers, runs, rounds);
            case COMPACT_ON_S3 -> remote.compact(runs, rounds);
            case COMPACT_OVER_LINK -> remote.compactOverLink(linkMegabits, runs, rounds);
            case REST_ON_S3 -> remote.rest(runs, rounds);
            case PLAN -> local.plan(runs, rounds);
        }
        return rounds.table();
    }

    private String title(Job job, LakeSize size) {
        String way = switch (job.work()) {
            case COMPACT_ON_S3, REST_ON_S3 -> String.format(Locale.ROOT, ", each answer after %d ms more", delayMillis);
            case COMPACT_OVER_LINK ->
                String.format(Locale.ROOT, ", over a link of %d Mbit/s in each direction", linkMegabits);
            case COMPACT, PLAN -> "";
        };
        return String.format(Locale.ROOT, "%s: %s%s; medians of %d rounds", job, size, way, runs);
    }
}
