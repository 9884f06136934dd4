package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.lake.Application;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectStoreFactory;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetCodec;
import jakarta.inject.Provider;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that fails as a whole ends the command with exit code 3. */
class StoreFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"plan", "run", "verify"})
    void aStoreThatIsOutOfReachWhenItIsOpened(String command) {
        StoreException fault = new StoreException(StoreException.Kind.UNAVAILABLE, "no answer from the store");
        Outcome outcome = command((root, options) -> {
                    throw fault;
                })
                .call(command, "--root", "far://lake");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("coldpress: no answer from the store. ")
                .contains("run again");
    }

    @ParameterizedTest
    @EnumSource(StoreException.Kind.class)
    void aStoreThatFailsWhenItIsListed(StoreException.Kind kind) {
        ObjectStore broken = failing(ObjectStore.class, new StoreException(kind, "cannot list"));
        Outcome outcome = command((root, options) -> broken).call("plan", "--root", "far://lake");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("coldpress: cannot list. ");
    }

    @Test
    void aRootThatIsDeniedWhenItIsOpenedIsAWrongSetting() {
        StoreException fault = new StoreException(StoreException.Kind.DENIED, "no such bucket");
        Outcome outcome = command((root, options) -> {
                    throw fault;
                })
                .call("plan", "--root", "far://lake");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("root = 'far://lake'").contains("no such bucket");
    }

    @Test
    void aBugIsCalledOneAndEndsWithOne() {
        ObjectStore broken = failing(ObjectStore.class, new ArithmeticException("overflow"));
        Outcome outcome = command((root, options) -> broken).call("plan", "--root", "far://lake");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("should not have happened")
                .contains("ArithmeticException")
                .doesNotContain("overflow")
                .contains("--debug");
    }

    private static CommandUnderTest command(ObjectStoreFactory factory) {
        ParquetCodec codec = failing(ParquetCodec.class, new IllegalStateException("not reached"));
        return new CommandUnderTest(new Application() {
            @Override
            public Map<String, Provider<ObjectStoreFactory>> stores() {
                return Map.of("far", () -> factory);
            }

            @Override
            public ParquetCodec codec() {
                return codec;
            }
        });
    }

    /** Whatever is asked of it but to close, it throws. */
    private static <T> T failing(Class<T> type, RuntimeException fault) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            throw fault;
        }));
    }
}
