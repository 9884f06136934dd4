package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.lake.Application;
import dev.coldpress.port.ObjectStoreFactory;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetCodec;
import jakarta.inject.Provider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in which some partitions fail does the others and ends with exit code 1. */
class PartitionFailureTest {

    @TempDir
    private Path root;

    private final CommandUnderTest coldpress = new CommandUnderTest(new FullDisk(DaggerColdpressComponent.create()));

    @BeforeEach
    void create() throws IOException {
        DemoLake.create(root, CommandUnderTest.NOW, new DemoScale(5, 4, 20));
    }

    @Test
    void theOthersAreDoneAndTheFailureIsNamed() {
        Outcome outcome = coldpress.call("run", "--root", root.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("FAILED: game/year=2026/month=03/day=01/hour=00/")
                .contains("no space left")
                .contains("in 4 partitions compacted")
                .contains("4 partitions FAILED: nothing was lost");
    }

    @Test
    void jsonHasTheFailure() throws JsonProcessingException {
        Outcome outcome = coldpress.call("run", "--json", "--root", root.toString());
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(report.get("success").booleanValue()).isFalse();
        assertThat(report.get("partitionsFailed").intValue()).isEqualTo(4);
        assertThat(report.findValues("failure").stream().filter(JsonNode::isTextual))
                .hasSize(4)
                .allSatisfy(failure -> assertThat(failure.textValue()).contains("no space left"));
    }

    /** As delivered, but there is never space for a merged file of the application "game". */
    private record FullDisk(Application delivered) implements Application {

        @Override
        public Map<String, Provider<ObjectStoreFactory>> stores() {
            return delivered.stores();
        }

        @Override
        public ParquetCodec codec() {
            ParquetCodec codec = delivered.codec();
            return (ParquetCodec) Proxy.newProxyInstance(
                    ParquetCodec.class.getClassLoader(), new Class<?>[] {ParquetCodec.class}, (proxy, method, args) -> {
                        if (method.getName().equals("merge")
                                && args[2] instanceof StagedUpload output
                                && output.key().path().startsWith("game/")) {
                            throw new StoreException(StoreException.Kind.NO_SPACE, output.key() + ": no space left");
                        }
                        return unwrapped(codec, method, args);
                    });
        }

        /** The method's own exception, not the one of the reflection. */
        private static Object unwrapped(ParquetCodec codec, Method method, Object[] args) throws Throwable {
            try {
                return method.invoke(codec, args);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }
}
