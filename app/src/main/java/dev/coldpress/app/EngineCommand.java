package dev.coldpress.app;

import dev.coldpress.app.lake.Application;
import dev.coldpress.app.run.RunEngine;
import dev.coldpress.app.shell.Shell;
import picocli.CommandLine;

/** What an engine needs that has runs of the command on other machines. */
public final class EngineCommand {

    private EngineCommand() {}

    /** The adapters that this build has; none is loaded before it is needed. */
    public static Application adapters() {
        return DaggerColdpressComponent.create();
    }

    /**
     * The command with {@code run} by an engine, and with the subcommands that look at a lake from this process.
     *
     * @param name as people call it
     */
    public static CommandLine of(String name, Shell shell, RunEngine engine) {
        return ColdpressCommand.engineCommand(name, adapters(), shell, engine);
    }
}
