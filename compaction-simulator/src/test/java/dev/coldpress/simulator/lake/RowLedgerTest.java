package dev.coldpress.simulator.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.UploadToken;
import dev.coldpress.simulator.world.StoreVariant;
import dev.coldpress.testkit.codec.RowCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the judge takes for a broken promise. */
class RowLedgerTest {

    private static final ObjectKey SOURCE = ObjectKey.of("dt=2026-01-15/part-0.parquet");
    private static final ObjectKey OTHER = ObjectKey.of("dt=2026-01-15/part-1.parquet");
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
        content.remove(key).ifPresent(object -> ledger.removedByUser(object, false));
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
        assertThat(promise(ledger.deletedWithoutOutput(source, content.dataFilesAnywhere())))
                .contains("S3");
    }

    @Test
    void aRowInSourceAndOutputIsVisibleTwiceAtRest() {
        write(SOURCE, "a");
        assertThat(ledger.doubled()).isEmpty();
        publish("a");
        assertThat(ledger.doubled()).containsExactly("a");
    }

    @Test
    void aRowWhoseOnlyCopyAUserDeletedMustNotComeBack() {
        write(SOURCE, "a");
        deleteByUser(SOURCE);
        assertThat(ledger.lostRow()).isEmpty();
        assertThat(ledger.cameBack(false)).isEmpty();
        publish("a");
        assertThat(ledger.cameBack(false)).containsExactly("a");
        assertThat(ledger.cameBack(true)).as("nobody was at work").isEmpty();
    }

    @Test
    void aRowWhoseSourceAUserDeletedInTheDuplicateWindowMayStayOrGo() {
        write(SOURCE, "a");
        publish("a");
        deleteByUser(SOURCE);
        assertThat(ledger.cameBack(false)).isEmpty();
        deleteByUser(OUTPUT);
        assertThat(ledger.lostRow()).isEmpty();
    }

    @Test
    void whatIsNotMountedIsNotVisibleAndNotLost() {
        write(SOURCE, "a");
        content.hide(List.of(SOURCE));
        assertThat(ledger.lostRow()).isEmpty();
        assertThat(ledger.live()).isEmpty();
        assertThat(content.find(SOURCE)).isNull();
        publish("a");
        content.show();
        assertThat(ledger.doubled()).containsExactly("a");
    }

    @Test
    void aRowThatStandsInNoCopiedObjectIsNotLostByUs() {
        LakeObject source = write(SOURCE, "a");
        LakeObject other = write(OTHER, "b");
        content.become(Map.of(OTHER, other.body()), true, false);
        assertThat(ledger.lostRow()).isEmpty();
        assertThat(ledger.live()).containsExactly("b");
        assertThat(content.find(OTHER))
                .satisfies(copy -> assertThat(copy.version()).isNotEqualTo(other.version()));
        assertThat(content.find(source.key())).isNull();
        content.remove(OTHER);
        assertThat(promise(ledger.lostRow())).contains("S1");
    }

    @Test
    void aDeletedRowThatWasCopiedMayStayOrGo() {
        LakeObject source = write(SOURCE, "a");
        deleteByUser(SOURCE);
        content.become(Map.of(SOURCE, source.body()), false, false);
        assertThat(ledger.cameBack(false)).isEmpty();
        content.remove(SOURCE);
        assertThat(ledger.lostRow()).isEmpty();
    }

    @Test
    void anObjectGetsAnotherVersionAndKeepsItsRows() {
        LakeObject source = write(SOURCE, "a");
        content.changeVersion(SOURCE);
        assertThat(content.find(SOURCE))
                .satisfies(now -> assertThat(now.version()).isNotEqualTo(source.version()));
        assertThat(ledger.lostRow()).isEmpty();
        assertThat(ledger.doubled()).isEmpty();
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
