package dev.coldpress.app;

import dev.coldpress.app.demo.DemoException;
import dev.coldpress.app.settings.LibraryWords;
import dev.coldpress.app.settings.Secrets;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.record.UnfitStoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Ends a command that failed: one message that says what to do, and the exit code. */
public final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final Pattern ASSIGNMENT = Pattern.compile("('--?[A-Za-z][\\w.-]*=)[^'\\r\\n]*");

    private final Shell shell;
    private final BooleanSupplier debug;

    public Failures(Shell shell, BooleanSupplier debug) {
        this.shell = shell;
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        say(withoutSecrets(withoutValues(e), List.of(args)));
        UnmatchedArgumentException.printSuggestions(e, Shell.writer(shell.err()));
        shell.err().println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        List<String> arguments = parsed.originalArgs();
        if (e instanceof ParameterException wrong) {
            return handleParseException(wrong, arguments.toArray(new String[0]));
        }
        say(withoutSecrets(message(e), arguments));
        if (debug.getAsBoolean()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            shell.err().print(withoutSecrets(trace.toString(), arguments));
        }
        return exitCode(e);
    }

    /** An unknown flag can be one that takes a secret elsewhere, and what stands behind it that secret. */
    private static String withoutValues(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            return unmatched.getUnmatched().stream()
                    .filter(argument -> argument.startsWith("-"))
                    .map(flag -> flag.startsWith("--")
                            ? flag.replaceFirst("=.*", "")
                            : flag.replaceFirst("(?<=^..).+", "..."))
                    .collect(Collectors.joining("', '", "Unknown flag: '", "'"));
        }
        return ASSIGNMENT.matcher(text(e)).replaceAll("$1***");
    }

    /** Arguments are known here as they were written, so their secrets are found wherever a message repeats them. */
    private static String withoutSecrets(String message, List<String> arguments) {
        String clean = message;
        for (String argument : arguments) {
            String value = argument.startsWith("-") ? argument.substring(argument.indexOf('=') + 1) : argument;
            String masked = Secrets.maskedValue(value);
            if (!masked.equals(value)) {
                // A path of Java's has one slash where there were two.
                clean = clean.replace(value, masked).replace(value.replace("//", "/"), masked);
            }
        }
        return clean;
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
        if (e instanceof UnfitStoreException) {
            return LibraryWords.translated(text(e));
        }
        boolean isExpected = e instanceof SettingsException
                || e instanceof ParquetFileException
                || e instanceof SourceGoneException
                || e instanceof DamagedRecordException
                || e instanceof UnansweredException
                || e instanceof DemoException;
        return isExpected
                ? text(e)
                : "This should not have happened (" + e.getClass().getSimpleName()
                        + "). No source is deleted before its rows are in a published"
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
