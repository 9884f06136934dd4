package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.s3.WireProxy.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on a lake in a server of S3. */
class S3LakeTest extends S3Lake {

    /**
     * The objects have just been written, whatever hour they are of: 2 applications with 5 hours, one of them in two.
     */
    private static final int GROUPS = 11;

    /** Each is read once; one of them is no Parquet file. */
    private static final int SOURCES = 40;

    /** The line of a request for a data file that is not a merged one. */
    private static final String SOURCE = "(?!.*(compacted_|_compaction/)).*[.]parquet.*";

    @Test
    void aRunMergesWithoutLosingOrDoublingARowAndLeavesNoUpload() throws IOException, SQLException {
        Outcome outcome = call("run");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("in 10 partitions compacted");
        System.out.println("Requests of a run with " + GROUPS + " groups of about 4 small files: " + wire.counts());
        System.out.println("Of these for sources: GET " + wire.count(Request.GET, SOURCE) + ", HEAD "
                + wire.count(Request.HEAD, SOURCE));
        assertThat(wire.count(Request.HEAD, SOURCE)).isZero();
        assertThat(wire.count(Request.GET, SOURCE)).isEqualTo(SOURCES);
        assertThat(wire.count(Request.DELETE)).isZero();
        assertThat(wire.count(Request.COMPLETE)).as("two of the probe").isEqualTo(GROUPS + 2);
        assertSameRows();
        assertThat(readable(download())).hasSize(GROUPS);
        assertThat(uploads()).isEmpty();
    }

    /** What a lake takes that has one hour more, so two partitions of four small files. */
    @Test
    void theRequestsOfOnePartitionMoreAreThese() throws IOException {
        assertThat(call("run").exitCode()).isZero();
        Map<Request, Integer> before = wire.counts();
        fill("larger", new DemoScale(SCALE.hours() + 1, SCALE.filesPerPartition(), SCALE.rowsPerFile()));
        assertThat(call("run").exitCode()).isZero();
        Map<Request, Integer> more = new EnumMap<>(Request.class);
        wire.counts().forEach((request, count) -> more.put(request, count - before.getOrDefault(request, 0)));
        more.values().removeIf(count -> count == 0);
        assertThat(more)
                .isEqualTo(Map.of(
                        Request.LIST, 2 * 3,
                        Request.GET, 2 * (SCALE.filesPerPartition() + 2),
                        Request.HEAD, 2 * 2,
                        Request.PUT, 2 * 5,
                        Request.CREATE_UPLOAD, 2,
                        Request.PART, 2,
                        Request.COMPLETE, 2,
                        Request.ABORT, 2,
                        Request.DELETE_BATCH, 2 * 1));
    }

    @Test
    void aSecondRunWritesNothing() {
        assertThat(call("run").exitCode()).isZero();
        wire.reset();

        Outcome outcome = call("run");

        assertThat(outcome.out()).contains("in 0 partitions compacted");
        assertThat(wire.counts()).doesNotContainKeys(Request.PUT, Request.CREATE_UPLOAD, Request.DELETE_BATCH);
    }

    /** The server has them all, and is not asked for more than the setting says. */
    @ParameterizedTest
    @CsvSource({"create, 1s, log", "none, 1s, one-writer"})
    void aStoreWithFewerConditionalWritesIsCompactedAsWell(String writes, String alone, String records)
            throws IOException, SQLException {
        String[] settings = {"--s3-conditional-writes", writes, "--single-compactor", alone};
        Outcome outcome = call("run", settings);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("in 10 partitions compacted");
        assertSameRows();
        assertThat(wire.creationsOnCondition() > 0).isEqualTo(writes.equals("create"));
        assertThat(Files.readString(download().resolve("_compaction/format"))).contains("records " + records);
        wire.reset();
        assertThat(call("run", settings).out()).contains("in 0 partitions compacted");
        assertThat(wire.counts()).doesNotContainKeys(Request.PUT, Request.CREATE_UPLOAD, Request.DELETE_BATCH);
    }

    @Test
    void withoutConditionalWritesTheWordOfTheUserIsAskedFor() {
        Outcome outcome = call("run", "--s3-conditional-writes", "none");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("single-compactor");
    }

    @Test
    void verifyFindsMergedFilesWell() {
        call("run");
        assertThat(call("verify").out()).contains("in " + GROUPS + " compacted files read again; all is well");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "run", "verify", "layout"})
    void aPrefixAtWhichNothingLiesIsNoLake(String command) {
        root = server.emptyRoot();
        Outcome outcome = call(command);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("There is no object below " + root + ": check the bucket and the prefix.");
    }
}
