package dev.coldpress.acceptance.strange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.product.ProjectHome;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short version of {@code scripts/strange-lakes}. */
class FewStrangeLakesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kafka Connect, hourly",
                "Flink, DateTimeBucketAssigner",
                "Spark, timestamps",
                "the default layout, one level deeper",
                "two layouts in one lake",
                "countries",
                "files in the root",
                "seconds since 1970"
            })
    void theGuessCompactsTheLakeAndNoRowChanges(String tool, @TempDir Path folder) throws Exception {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged; 'mvn verify' packages it, 'mvn test' does not")
                .isPresent();
        StrangeLake lake = StrangeLakes.of(tool).orElseThrow();
        assertThat(new StrangeTrial(lake, folder.toRealPath()).find().problems())
                .isEmpty();
    }
}
