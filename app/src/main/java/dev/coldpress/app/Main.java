package dev.coldpress.app;

import dev.coldpress.app.log.LogProvider;
import dev.coldpress.app.shell.Shell;

/** The entry of the {@code coldpress} command. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        spareSearches();
        System.exit(ColdpressCommand.commandLine(DaggerColdpressComponent.create(), Shell.ofProcess())
                .execute(args));
    }

    /**
     * Tells libraries what they would look for in every jar of the class path, each of which is opened for it: SLF4J
     * its provider, and picocli whether Groovy is there. SLF4J says to standard error that it was told, unless it is to
     * say errors only.
     */
    private static void spareSearches() {
        setDefault("slf4j.provider", LogProvider.class.getName());
        setDefault("slf4j.internal.verbosity", "ERROR");
        setDefault("picocli.disable.closures", "true");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
