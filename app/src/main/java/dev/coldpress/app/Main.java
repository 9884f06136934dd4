package dev.coldpress.app;

/** The entry of the {@code coldpress} command. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(ColdpressCommand.commandLine(DaggerColdpressComponent.create(), Shell.ofProcess())
                .execute(args));
    }
}
