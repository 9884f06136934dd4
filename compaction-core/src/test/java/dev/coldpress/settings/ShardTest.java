package dev.coldpress.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.KeyPrefix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardTest {

    private static final List<KeyPrefix> PARTITIONS = IntStream.range(0, 1000)
            .mapToObj(i -> KeyPrefix.of("app-" + i % 7 + "/day=" + i / 7 + "/"))
            .toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void everyPartitionIsInExactlyOneShardAndNoShardIsEmpty(int count) {
        List<Shard> shards =
                IntStream.range(0, count).mapToObj(i -> new Shard(i, count)).toList();
        for (KeyPrefix partition : PARTITIONS) {
            assertThat(shards.stream().filter(shard -> shard.contains(partition)))
                    .as("%s", partition)
                    .hasSize(1);
        }
        for (Shard shard : shards) {
            assertThat(PARTITIONS.stream().filter(shard::contains)).isNotEmpty();
        }
    }

    /** Machines of different versions may share a lake. */
    @Test
    void theHashNeverChanges() {
        assertThat(new Shard(1, 3).contains(KeyPrefix.of("app/year=2026/month=01/day=15/hour=10/")))
                .isTrue();
        assertThat(new Shard(1, 7).contains(KeyPrefix.of("\u00e4/dt=2026-01-15/")))
                .isTrue();
    }

    @Test
    void aTextIsReadAndWritten() {
        assertThat(Shard.parse("3/16")).isEqualTo(new Shard(3, 16)).hasToString("3/16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4/4", "1", "-1/4", "0/0", "a/b", "1/2/3", ""})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
