package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.s3.WireProxy;
import dev.coldpress.s3.WireProxy.Mishap;
import dev.coldpress.s3.WireProxy.Request;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says, and what becomes of the rows, when a store refuses. */
class S3RefusalsTest extends S3Lake {

    /** The probe's. The faults of a run that come later are those of its real work. */
    private static final int DELETES_OF_PROBE = 2;

    /**
     * Four of the probe, the lake's marker and format, the partition's first record, and the note of unfinished work.
     */
    private static final int PUTS_BEFORE_THE_PLAN = 8;

    private void assertNothingIsLostAndTheNextRunIsWell() throws IOException, SQLException {
        assertNoRowIsLostAndTheNextRunIsWell();
        assertThat(uploads()).isEmpty();
    }

    private void assertNoRowIsLostAndTheNextRunIsWell() throws IOException, SQLException {
        wire.reset();
        // The run before was one of this very process, which is still there.
        assertThat(call("run", "--claim-patience", "0s").exitCode()).isZero();
        assertSameRows();
    }

    @Test
    void aBucketThatIsNotThereIsTold() {
        root = URI.create("s3://no-such-bucket/lake");
        Outcome outcome = call("plan");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no such bucket");
    }

    @Test
    void aStoreThatRefusesIsTold() {
        wire.plan(Request.LIST, WireProxy.Mishap.STATUS_403);
        Outcome outcome = call("plan");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("Give the root of an existing lake that this user may read");
    }

    @Test
    void wrongCredentialsAreTold() throws IOException, SQLException {
        String secret = System.setProperty("aws.secretAccessKey", "another");
        try {
            Outcome outcome = call("run");
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).contains("the credentials are wrong");
        } finally {
            System.setProperty("aws.secretAccessKey", secret);
        }
        assertNothingIsLostAndTheNextRunIsWell();
    }

    @Test
    void aClockThatIsWrongIsTold() throws IOException, SQLException {
        wire.planAll(Request.LIST, Mishap.SKEWED);
        Outcome outcome = call("run");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("this machine's clock is too far from the store's; set it");
        assertNothingIsLostAndTheNextRunIsWell();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, PUTS_BEFORE_THE_PLAN - 1, PUTS_BEFORE_THE_PLAN, PUTS_BEFORE_THE_PLAN + 1})
    void aTokenThatExpiresDuringARunIsTold(int putsBefore) throws IOException, SQLException {
        for (int i = 0; i < putsBefore; i++) {
            wire.plan(Request.PUT, Mishap.DELAY);
        }
        wire.planAll(Request.PUT, Mishap.EXPIRED);
        // Writes are counted, which those of other partitions would come between.
        Outcome outcome = call("run", "--partitions-at-once", "1");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err() + outcome.out()).contains("the credentials have expired; renew them");
        assertNoRowIsLostAndTheNextRunIsWell();
        // The plan may be on record although its answer says no, so its upload is left to the orphan clean-up.
        assertThat(uploads()).hasSize(putsBefore == PUTS_BEFORE_THE_PLAN ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_403", "LOCKED"})
    void withoutThePermissionToDeleteNothingIsCompacted(Mishap refusal) throws IOException, SQLException {
        wire.planAll(Request.DELETE_BATCH, refusal);
        Outcome outcome = call("run");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err() + outcome.out())
                .contains("The store refuses to delete", "would leave every row there twice; grant it");
        assertThat(wire.count(Request.COMPLETE)).as("that of the probe").isLessThanOrEqualTo(1);
        assertNothingIsLostAndTheNextRunIsWell();
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_403", "LOCKED"})
    void aDeleteThatIsRefusedAfterTheProbeIsToldAndDoneByALaterRun(Mishap refusal) throws IOException, SQLException {
        for (int i = 0; i < DELETES_OF_PROBE; i++) {
            wire.plan(Request.DELETE_BATCH, Mishap.DELAY);
        }
        wire.planAll(Request.DELETE_BATCH, refusal);
        Outcome outcome = call("run");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err() + outcome.out()).contains("delete of ");
        assertNothingIsLostAndTheNextRunIsWell();
    }

    @Test
    void inAVersionedBucketTheRowsAreTheSame() throws IOException, SQLException {
        server.keepVersions(root);
        Outcome outcome = call("run");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertSameRows();
        wire.reset();
        assertThat(call("run").out()).contains("in 0 partitions compacted");
        assertThat(wire.counts()).doesNotContainKeys(Request.PUT, Request.CREATE_UPLOAD, Request.DELETE_BATCH);
    }
}
