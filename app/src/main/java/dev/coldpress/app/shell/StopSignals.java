package dev.coldpress.app.shell;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and SIGTERM while a run is on: the first lets it finish the group in hand, the second ends the process.
 *
 * <p>A shutdown hook could not hear the second signal, so this uses {@code sun.misc.Signal}, which every JDK has had
 * since 1.2, and by reflection, since {@code --release} does not offer it. Where it is missing, a signal ends the
 * process at once, which loses work and no row.
 */
public final class StopSignals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

    /** By convention a process that a signal ended has this plus the signal's number as its exit code. */
    private static final int EXIT_CODE_BASE = 128;

    private final Runnable stop;
    private final IntConsumer endNow;
    private final Consumer<String> say;
    private final AtomicInteger received = new AtomicInteger();
    private final List<Runnable> restorations = new ArrayList<>();

    /**
     * Hears of no signal yet.
     *
     * @param endNow ends the process with this exit code
     * @param say tells the user what the signal does
     */
    StopSignals(Runnable stop, IntConsumer endNow, Consumer<String> say) {
        this.stop = stop;
        this.endNow = endNow;
        this.say = say;
    }

    /**
     * Calls something at the first signal that asks the process to end.
     *
     * @param stop is called by another thread, at most once
     */
    public static StopSignals install(Runnable stop, Consumer<String> say) {
        StopSignals signals = new StopSignals(stop, Runtime.getRuntime()::halt, say);
        signals.handle("INT", signals::receive);
        signals.handle("TERM", signals::receive);
        return signals;
    }

    /**
     * Calls something at each hangup, which ends the process no more. Where the process was started with hangups
     * ignored, as by {@code nohup}, nothing is called.
     */
    public StopSignals onHangup(Runnable told) {
        handle("HUP", number -> told.run());
        return this;
    }

    /** What the process shall exit with, if a signal has come. */
    public OptionalInt exitCode() {
        int number = received.get();
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(EXIT_CODE_BASE + number);
    }

    /** Handles signals as before. */
    @Override
    public void close() {
        restorations.forEach(Runnable::run);
    }

    void receive(int number) {
        if (!received.compareAndSet(0, number)) {
            endNow.accept(EXIT_CODE_BASE + number);
            return;
        }
        say.accept("Stopping after the group in hand. Once more ends it at once, which is safe too.");
        stop.run();
    }

    private void handle(String name, IntConsumer receiver) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            int number = (int) signalType.getMethod("getNumber").invoke(signal);
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        receiver.accept(number);
                        return null;
                    });
            Object before =
                    signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
            restorations.add(() -> restore(signalType, handlerType, signal, before));
        } catch (ReflectiveOperationException e) {
            LOG.debug("Signal {} cannot be handled and will end the process at once", name, e);
        }
    }

    private static void restore(Class<?> signalType, Class<?> handlerType, Object signal, Object before) {
        try {
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Signal {} keeps its handler", signal, e);
        }
    }
}
