package dev.coldpress.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.UploadToken;
import dev.coldpress.testkit.RowCodec;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the judge takes for a broken promise. */
class RowLedgerTest {

    private static final ObjectKey SOURCE = ObjectKey.of("dt=2026-01-15/part-0.parquet");
    private static final ObjectKey OUTPUT = ObjectKey.of("dt=2026-01-15/compacted_1.parquet");
    private static final UploadToken TOKEN = new UploadToken("t");

    private final RowLedger ledger = new RowLedger();
    private final LakeContent content = new LakeContent(StoreVariant.GENERATIONS, ledger, Instant.EPOCH);

    private LakeObject write(ObjectKey key, String... rows) {
        LakeObject object = content.put(key, RowCodec.file(rows));
        ledger.writtenByWriter(object);
        return object;
    }

    private void publish(String... rows) {
        content.stage(OUTPUT, TOKEN);
        assertThat(content.publish(OUTPUT, TOKEN, RowCodec.file(rows), true))
                .isInstanceOf(PublishResult.Published.class);
    }

    private void deleteByUser(ObjectKey key) {
        content.remove(key).ifPresent(ledger::removedByUser);
    }

    private static Optional<String> promise(Optional<Violation> violation) {
        return violation.map(Violation::promise);
    }

    @Test
    void aRowThatNobodyDeletedAndThatIsNotVisibleIsLost() {
        LakeObject source = write(SOURCE, "a", "b");
        content.delete(source.ref());
        assertThat(promise(ledger.lostRow())).contains("S1");
    }

    @Test
    void aSourceMayOnlyGoWhenAnOutputHasItsRows() {
        LakeObject source = write(SOURCE, "a", "b");
        publish("a");
        content.delete(source.ref());
        assertThat(promise(ledger.deletedWithoutOutput(source, content.dataFiles())))
                .contains("S3");
    }

    @Test
    void aRowInSourceAndOutputIsVisibleTwiceAtRest() {
        write(SOURCE, "a");
        assertThat(ledger.wrongAtRest()).isEmpty();
        publish("a");
        assertThat(promise(ledger.wrongAtRest())).contains("S2");
    }

    @Test
    void aRowWhoseOnlyCopyAUserDeletedMustNotComeBack() {
        write(SOURCE, "a");
        deleteByUser(SOURCE);
        assertThat(ledger.lostRow()).isEmpty();
        assertThat(ledger.wrongAtRest()).isEmpty();
        publish("a");
        assertThat(promise(ledger.wrongAtRest())).contains("U");
    }

    @Test
    void aRowWhoseSourceAUserDeletedInTheDuplicateWindowMayStayOrGo() {
        write(SOURCE, "a");
        publish("a");
        deleteByUser(SOURCE);
        assertThat(ledger.wrongAtRest()).isEmpty();
        deleteByUser(OUTPUT);
        assertThat(ledger.lostRow()).isEmpty();
    }

    @Test
    void whatAWriterWritesAgainIsLiveAgain() {
        LakeObject first = write(SOURCE, "a");
        deleteByUser(SOURCE);
        LakeObject second = write(SOURCE, "a");
        assertThat(second.version()).isNotEqualTo(first.version());
        content.delete(second.ref());
        assertThat(promise(ledger.lostRow())).contains("S1");
    }
}
