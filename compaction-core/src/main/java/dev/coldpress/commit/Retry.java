package dev.coldpress.commit;

import dev.coldpress.port.Pause;
import dev.coldpress.record.InterruptibleSleep;
import dev.coldpress.record.UnansweredException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the store again, a bounded number of times, with growing pauses, for an answer that must be had. */
final class Retry {

    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Pause pause;

    Retry(Pause pause) {
        this.pause = pause;
    }

    /**
     * Asks until there is an answer.
     *
     * @param question empty while it is not answered
     * @throws UnansweredException if it never is, or the thread is interrupted
     */
    <T> T untilAnswered(String what, Supplier<Optional<T>> question) {
        Duration wait = FIRST_PAUSE;
        Optional<T> answer = question.get();
        for (int attempt = 1; answer.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new UnansweredException("The store gave no answer in " + ATTEMPTS + " attempts: " + what);
            }
            InterruptibleSleep.sleep(pause, wait, what);
            wait = wait.multipliedBy(2);
            answer = question.get();
        }
        return answer.get();
    }
}
