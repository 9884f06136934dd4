package dev.coldpress.acceptance.life;

import dev.coldpress.acceptance.product.DebuggedRun;
import java.io.IOException;

/** A moment of a commit. A run that is stopped there has made no step more. */
enum Moment {
    /** The record says planned, the outputs are merged, and none is published. */
    BEFORE_PUBLISH("dev.coldpress.run.MergeRound", "publish"),
    /** The record says planned, and the outputs are visible. */
    PUBLISHED("dev.coldpress.commit.PlanResolver", "resolve"),
    /** The record says committed, and all sources are there. */
    COMMITTED("dev.coldpress.commit.DecisionExecutor", "execute");

    private final String className;
    private final String method;

    Moment(String className, String method) {
        this.className = className;
        this.method = method;
    }

    void reach(DebuggedRun run) throws IOException, InterruptedException {
        run.runTo(className, method);
    }
}
