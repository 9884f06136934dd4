package dev.coldpress.app;

import dev.coldpress.app.demo.DemoCommand;
import dev.coldpress.app.inspect.InspectCommand;
import dev.coldpress.app.lake.Application;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.plan.PlanCommand;
import dev.coldpress.app.run.RunCommand;
import dev.coldpress.app.run.RunEngine;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand, and what all subcommands share: how much is logged, and how errors end. */
@Command(
        name = "coldpress",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        abbreviateSynopsis = true,
        description = "Merges the small Parquet files of cold lake partitions, without losing or doubling a row.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE_SHOWN,
            ExitCode.FAILED_SHOWN,
            ExitCode.USAGE_SHOWN,
            ExitCode.STORE_SHOWN,
            ExitCode.INTERRUPTED_SHOWN,
            ExitCode.TERMINATED_SHOWN
        })
final class ColdpressCommand implements Callable<Integer> {

    private final String choices;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log what is done to standard error, not only warnings.")
    private boolean verbose;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log every step, and print the stack trace of an error.")
    private boolean debug;

    @Option(names = "--log-json", scope = ScopeType.INHERIT, description = "Log lines as JSON objects, one per line.")
    private boolean logJson;

    @Spec
    private CommandSpec spec;

    /** @param choices the subcommands to begin with, for people */
    private ColdpressCommand(String choices) {
        this.choices = choices;
    }

    /** The whole command, ready to execute. */
    static CommandLine commandLine(Application application, Shell shell) {
        Lakes lakes = new Lakes(application, shell);
        ColdpressCommand root = new ColdpressCommand(
                "demo, layout, plan, run, serve, config, verify or inspect. Begin with 'coldpress demo'.");
        return root.ready(
                new CommandLine(root)
                        .addSubcommand(new DemoCommand(lakes, shell))
                        .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new LayoutCommand(lakes, shell))))
                        .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new PlanCommand(lakes, shell))))
                        .addSubcommand(SettingFlags.addWithRoot(
                                new CommandLine(new RunCommand(lakes, shell, RunEngine.THIS_PROCESS))))
                        .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new ServeCommand(lakes, shell))))
                        .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new ConfigCommand(shell))))
                        .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new VerifyCommand(lakes, shell))))
                        .addSubcommand(SettingFlags.addTo(new CommandLine(new InspectCommand(lakes, shell))))
                        .addSubcommand(new VersionCommand(shell))
                        .addSubcommand(new CommandLine.HelpCommand())
                        .addSubcommand(new AutoComplete.GenerateCompletion()),
                shell);
    }

    /**
     * The command of an engine: {@code run} by it, and what looks at a lake from this process.
     *
     * @param name as people call it
     */
    static CommandLine engineCommand(String name, Application application, Shell shell, RunEngine engine) {
        Lakes lakes = new Lakes(application, shell);
        ColdpressCommand root = new ColdpressCommand("layout, plan, run, config or verify.");
        return root.ready(
                        new CommandLine(root)
                                .addSubcommand(
                                        SettingFlags.addWithRoot(new CommandLine(new LayoutCommand(lakes, shell))))
                                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new PlanCommand(lakes, shell))))
                                .addSubcommand(
                                        SettingFlags.addWithRoot(new CommandLine(new RunCommand(lakes, shell, engine))))
                                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new ConfigCommand(shell))))
                                .addSubcommand(
                                        SettingFlags.addWithRoot(new CommandLine(new VerifyCommand(lakes, shell))))
                                .addSubcommand(new VersionCommand(shell))
                                .addSubcommand(new CommandLine.HelpCommand()),
                        shell)
                .setCommandName(name);
    }

    private CommandLine ready(CommandLine commandLine, Shell shell) {
        Failures failures = new Failures(shell, () -> debug);
        return commandLine
                .setOut(Shell.writer(shell.out()))
                .setErr(Shell.writer(shell.err()))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> {
                    requireKnownCommand(parsed);
                    boolean isDaemon = subcommand(parsed).equals(ServeCommand.NAME);
                    Logging.configure(verbose || isDaemon, debug, logJson, shell.err());
                    return new CommandLine.RunLast().execute(parsed);
                });
    }

    /** Which picocli does not look at where help is asked for. */
    private static void requireKnownCommand(CommandLine.ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.unmatched().isEmpty()) {
            throw new CommandLine.UnmatchedArgumentException(
                    parsed.commandSpec().commandLine(), parsed.unmatched());
        }
    }

    /** Empty if none was given. */
    private static String subcommand(CommandLine.ParseResult parsed) {
        return parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "";
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: " + choices);
    }
}
