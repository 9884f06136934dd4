package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.serve.Notables.Example;
import dev.coldpress.app.serve.Notables.Group;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import org.junit.jupiter.api.Test;

class NotablesTest {

    private final Notables notables = new Notables();

    @Test
    void theGravestComesFirstAndEqualReasonsAreOneGroup() {
        for (int i = 0; i < 500; i++) {
            notables.leftAlone("waiting-" + i, new Skip(SkipReason.RUN_BUDGET, ""));
            notables.leftAlone("stray-" + i, new Skip(SkipReason.NOT_IN_LAYOUT, ""));
        }
        notables.leftAlone("broken.parquet", new Skip(SkipReason.QUARANTINED, "no footer"));
        notables.leftAlone("a.parquet", new Skip(SkipReason.ENCRYPTED, ""));
        notables.leftAlone("b.parquet", new Skip(SkipReason.ENCRYPTED, ""));
        notables.failed("app/hour=10/", "the store said no");
        assertThat(notables.groups())
                .extracting(Group::reason)
                .containsExactly("failed", "encrypted", "quarantined", "not-in-layout", "run-budget");
        assertThat(notables.groups()).extracting(Group::count).containsExactly(1L, 2L, 1L, 500L, 500L);
    }

    @Test
    void aGroupHasItsFirstExamples() {
        for (int i = 0; i < 10; i++) {
            notables.leftAlone("stray-" + i, new Skip(SkipReason.NOT_IN_LAYOUT, "detail " + i));
        }
        assertThat(notables.groups().get(0).examples())
                .containsExactly(
                        new Example("stray-0", "detail 0"),
                        new Example("stray-1", "detail 1"),
                        new Example("stray-2", "detail 2"));
    }
}
