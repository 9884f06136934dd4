package dev.coldpress.app;

import dev.coldpress.app.demo.DemoCommand;
import dev.coldpress.app.inspect.InspectCommand;
import dev.coldpress.app.lake.Application;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.plan.PlanCommand;
import dev.coldpress.app.run.RunCommand;
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

    /** The whole command, ready to execute. */
    static CommandLine commandLine(Application application, Shell shell) {
        Lakes lakes = new Lakes(application, shell);
        ColdpressCommand root = new ColdpressCommand();
        CommandLine commandLine = new CommandLine(root)
                .addSubcommand(new DemoCommand(lakes, shell))
                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new LayoutCommand(lakes, shell))))
                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new PlanCommand(lakes, shell))))
                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new RunCommand(lakes, shell))))
                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new ServeCommand(lakes, shell))))
                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new ConfigCommand(shell))))
                .addSubcommand(SettingFlags.addWithRoot(new CommandLine(new VerifyCommand(lakes, shell))))
                .addSubcommand(SettingFlags.addTo(new CommandLine(new InspectCommand(lakes, shell))))
                .addSubcommand(new VersionCommand(shell))
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(new AutoComplete.GenerateCompletion());
        Failures failures = new Failures(shell, () -> root.debug);
        return commandLine
                .setOut(Shell.writer(shell.out()))
                .setErr(Shell.writer(shell.err()))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> {
                    requireKnownCommand(parsed);
                    boolean isDaemon = subcommand(parsed).equals(ServeCommand.NAME);
                    Logging.configure(root.verbose || isDaemon, root.debug, root.logJson, shell.err());
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
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: demo, layout, plan, run, serve, config, verify or inspect. Begin with 'coldpress demo'.");
    }
}
