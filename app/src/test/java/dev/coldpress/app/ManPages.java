package dev.coldpress.app;

import dev.coldpress.app.shell.Shell;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the manual pages of the command and its subcommands, as AsciiDoc. The build calls it, and ships what becomes
 * of them.
 */
final class ManPages {

    private ManPages() {}

    /**
     * Writes all pages.
     *
     * @param arguments the directory to write to, and the version of Coldpress
     */
    public static void main(String[] arguments) throws IOException {
        CommandSpec coldpress = ColdpressCommand.commandLine(DaggerColdpressComponent.create(), Shell.ofProcess())
                .getCommandSpec();
        coldpress.version("coldpress " + arguments[1]);
        coldpress
                .subcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version("coldpress " + arguments[1]));
        int exitCode =
                ManPageGenerator.generateManPage(Path.of(arguments[0]).toFile(), null, new boolean[0], true, coldpress);
        if (exitCode != 0) {
            throw new IllegalStateException("The generator of manual pages ended with " + exitCode);
        }
    }
}
