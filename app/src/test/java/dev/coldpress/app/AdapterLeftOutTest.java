package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dagger.Component;
import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.lake.Application;
import dev.coldpress.parquet.ParquetModule;
import org.junit.jupiter.api.Test;

/** An application without a store's adapter is put together and says what it lacks. */
class AdapterLeftOutTest {

    @Component(modules = {StoresModule.class, ParquetModule.class})
    interface WithoutStores extends Application {}

    @Test
    void withoutAnyStoreTheCommandWorksAndSaysSo() {
        CommandUnderTest coldpress = new CommandUnderTest(DaggerAdapterLeftOutTest_WithoutStores.create());
        assertThat(coldpress.call("--help").exitCode()).isZero();
        Outcome outcome = coldpress.call("plan", "--root", "/lake");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("this build has no store for 'file:', but for these: none");
    }
}
