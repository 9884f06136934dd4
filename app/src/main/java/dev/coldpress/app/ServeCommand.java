package dev.coldpress.app;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.lake.NoMatchWarning;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.report.BothListeners;
import dev.coldpress.app.serve.Access;
import dev.coldpress.app.serve.Daemon;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.app.shell.StopSignals;
import dev.coldpress.report.LogLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compacts a lake again and again, until it is told to end. */
@Command(
        name = ServeCommand.NAME,
        description = {
            "Compacts at once and then on schedule, and offers a status page and metrics over HTTP.",
            "SIGTERM or Ctrl-C ends it after the merges in progress; a second one ends it at once, which is safe too."
        })
final class ServeCommand implements Callable<Integer> {

    static final String NAME = "serve";

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Lakes lakes;
    private final Shell shell;

    @Spec
    private CommandSpec spec;

    ServeCommand(Lakes lakes, Shell shell) {
        this.lakes = lakes;
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        ChosenSettings settings = SettingFlags.read(spec, shell.environment());
        Access access = Access.chosen(settings);
        CountDownLatch told = new CountDownLatch(1);
        StopSignals signals = StopSignals.install(told::countDown, LOG::info)
                .onHangup(() ->
                        LOG.warn("SIGHUP is ignored: settings are read once, at the start. Restart to change them"));
        try (Lake lake = lakes.open(settings);
                Daemon daemon = daemon(lake, settings, access)) {
            InetSocketAddress address = start(daemon, settings);
            LogLine.of("daemon started")
                    .fact("root", lake.root())
                    .fact("schedule", settings.value(Settings.SCHEDULE))
                    .fact("url", "http://" + hostAndPort(address) + "/")
                    .to(LOG.atInfo());
            told.await();
            end(daemon, settings.value(Settings.STOP_GRACE));
            return ExitCode.DONE;
        } finally {
            signals.close();
        }
    }

    private static Daemon daemon(Lake lake, ChosenSettings settings, Access access) {
        Daemon.Plan plan = new Daemon.Plan(
                BuildVersion.number(),
                lake.root().toString(),
                settings.value(Settings.SCHEDULE),
                settings.isEnabled(),
                settings.value(Settings.LISTEN),
                access,
                settings.given(Settings.STATE_DIR),
                settings.givenOnes());
        return new Daemon(
                plan,
                lake.store(),
                lake.clock(),
                (store, listener) -> lake.withStore(store)
                        .compactor(new BothListeners(listener, new NoMatchWarning(lake, LOG::warn))));
    }

    private static InetSocketAddress start(Daemon daemon, ChosenSettings settings) {
        try {
            return daemon.start();
        } catch (IOException e) {
            throw new SettingsException(List.of(Settings.LISTEN.key() + ": the daemon cannot listen on "
                    + settings.value(Settings.LISTEN) + " (" + e.getMessage()
                    + "). Give another address or port. Nothing was done."));
        }
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static void end(Daemon daemon, Duration grace) {
        if (daemon.stop(grace)) {
            LOG.info("daemon ended");
        } else {
            LOG.warn(
                    "The merges in progress took longer than {} and are left as they are; the next run finishes or discards them",
                    Amounts.duration(grace));
        }
    }
}
