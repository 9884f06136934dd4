package dev.coldpress.record;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;

/**
 * A source that could not be merged for a reason in its bytes, so that it is not tried again at every run.
 *
 * @param file the reason's detail is one line for people; may be empty, and is cut off after {@value #MAX_DETAIL}
 *     characters: what a damaged file makes a message say can be of any length
 * @param memoryBudgetBytes what the merge had, if that was too little; else 0
 */
public record SkippedSource(SkippedFile file, long memoryBudgetBytes) {

    static final int MAX_DETAIL = 500;

    public SkippedSource {
        if (file.detail().length() > MAX_DETAIL) {
            String detail = file.detail().substring(0, MAX_DETAIL).strip();
            file = new SkippedFile(file.ref(), new Skip(file.reason(), detail));
        }
        memoryBudgetBytes = file.reason() == SkipReason.MEMORY_BUDGET ? memoryBudgetBytes : 0;
    }

    /** Whether a merge that has so much memory may do better. */
    public boolean isWorthAnotherTry(long budgetBytes) {
        return file.reason() == SkipReason.MEMORY_BUDGET && budgetBytes > memoryBudgetBytes;
    }
}
