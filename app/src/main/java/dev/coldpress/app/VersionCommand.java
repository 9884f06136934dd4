package dev.coldpress.app;

import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what {@code --version} prints, and by which Java it runs. */
@Command(name = "version", description = "Prints the version, and that of Java.")
final class VersionCommand implements Callable<Integer> {

    private final Shell shell;

    VersionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        for (String line : new BuildVersion().getVersion()) {
            shell.out().println(line);
        }
        shell.out()
                .println("Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return ExitCode.DONE;
    }
}
