package dev.coldpress.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {

    private static final long MEGABYTE = 1 << 20;

    @Test
    void whatIsTakenIsMissingUntilItIsGivenBack() {
        MemoryBudget budget = new MemoryBudget(10 * MEGABYTE);
        MemoryBudget.Share share = budget.take(8 * MEGABYTE);
        assertThat(budget.tryTake(3 * MEGABYTE)).isFalse();
        assertThat(budget.tryTake(2 * MEGABYTE)).isTrue();
        budget.giveBack(2 * MEGABYTE);
        share.giveBack();
        share.giveBack();
        assertThat(budget.tryTake(10 * MEGABYTE)).isTrue();
        assertThat(budget.tryTake(1)).isFalse();
    }

    @Test
    void whoWantsMoreThanThereIsGetsAll() {
        MemoryBudget budget = new MemoryBudget(MEGABYTE);
        MemoryBudget.Share share = budget.take(Long.MAX_VALUE);
        assertThat(budget.tryTake(1)).isFalse();
        share.giveBack();
        assertThat(budget.tryTake(MEGABYTE)).isTrue();
    }

    @Test
    void aPartOfAUnitCountsAsAWholeOneBothWays() {
        MemoryBudget budget = new MemoryBudget(8192);
        for (int i = 0; i < 10; i++) {
            assertThat(budget.tryTake(1)).isTrue();
            assertThat(budget.tryTake(4097)).isFalse();
            budget.giveBack(1);
        }
        assertThat(budget.tryTake(8192)).isTrue();
    }

    @Test
    void oneOfNothingGivesNothing() {
        assertThat(new MemoryBudget(0).tryTake(1)).isFalse();
    }
}
