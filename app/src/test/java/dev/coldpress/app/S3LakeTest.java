package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.s3.WireProxy.Request;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The commands on a lake in a server of S3. */
class S3LakeTest extends S3Lake {

    /** The objects have just been written, whatever hour they are of: 2 applications with 5 hours, one of them in two. */
    private static final int GROUPS = 11;

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
        assertThat(wire.count(Request.DELETE)).isZero();
        assertThat(wire.count(Request.COMPLETE)).as("one of the probe").isEqualTo(GROUPS + 1);
        assertSameRows();
        assertThat(readable(download())).hasSize(GROUPS);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void aSecondRunWritesNothing() {
        assertThat(call("run").exitCode()).isZero();
        wire.reset();

        Outcome outcome = call("run");

        assertThat(outcome.out()).contains("in 0 partitions compacted");
        assertThat(wire.counts()).doesNotContainKeys(Request.PUT, Request.CREATE_UPLOAD, Request.DELETE_BATCH);
    }

    @Test
    void verifyFindsMergedFilesWell() {
        call("run");
        assertThat(call("verify").out()).contains("in " + GROUPS + " compacted files read again; all is well");
    }
}
