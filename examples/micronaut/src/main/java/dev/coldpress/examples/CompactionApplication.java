package dev.coldpress.examples;

import io.micronaut.context.ApplicationContext;

/** Compacts the lake that {@code coldpress.lake} names, at once and then every hour, until its input ends. */
public final class CompactionApplication {

    private CompactionApplication() {}

    public static void main(String[] args) throws Exception {
        try (ApplicationContext running =
                ApplicationContext.builder().args(args).start()) {
            System.in.transferTo(System.out);
        }
    }
}
