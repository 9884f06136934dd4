package dev.coldpress.app;

import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.commit.DamagedRecordException;
import dev.coldpress.commit.UnansweredException;
import dev.coldpress.commit.UnfitStoreException;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceGoneException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Ends a command that failed: one message that says what to do, and the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Shell shell;
    private final BooleanSupplier debug;

    Failures(Shell shell, BooleanSupplier debug) {
        this.shell = shell;
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        say(text(e));
        UnmatchedArgumentException.printSuggestions(e, Shell.writer(shell.err()));
        shell.err().println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        if (e instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        }
        say(message(e));
        if (debug.getAsBoolean()) {
            e.printStackTrace(shell.err());
        }
        return exitCode(e);
    }

    private static int exitCode(Exception e) {
        if (e instanceof SettingsException || e instanceof DemoException) {
            return ExitCode.USAGE;
        }
        return e instanceof StoreException || e instanceof UnfitStoreException ? ExitCode.STORE : ExitCode.FAILED;
    }

    private static String message(Exception e) {
        if (e instanceof StoreException store) {
            return text(store) + ". " + advice(store.kind());
        }
        boolean isExpected = e instanceof SettingsException
                || e instanceof ParquetFileException
                || e instanceof SourceGoneException
                || e instanceof UnfitStoreException
                || e instanceof DamagedRecordException
                || e instanceof UnansweredException
                || e instanceof DemoException;
        return isExpected
                ? text(e)
                : "This should not have happened: " + e + ". No source is deleted before its rows are in a published"
                        + " file, so running again is safe. Please report it with the output of --debug.";
    }

    private static String advice(StoreException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> "Nothing is lost: run again when the store answers.";
            case DENIED -> "Check the root and the permissions of this user, then run again.";
            case NO_SPACE -> "Nothing is lost: make room, then run again.";
            case UNSUPPORTED -> "This store cannot be compacted safely.";
        };
    }

    private static String text(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    private void say(String message) {
        shell.err().println("coldpress: " + message);
    }
}
