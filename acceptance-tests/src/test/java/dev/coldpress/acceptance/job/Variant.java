package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.product.ProjectHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Coldpress as its launcher starts it.
 *
 * @param environment what the launcher is told: {@code COLDPRESS_HOME} for another build, {@code JAVA_HOME},
 *     {@code COLDPRESS_JAVA_OPTS}
 */
record Variant(String name, Map<String, String> environment) {

    private static final String HOME = "COLDPRESS_HOME";

    /** This build, with no further options. */
    static Variant usual() {
        return new Variant("coldpress", withHome(Map.of()));
    }

    /** From text of the form {@code name;VARIABLE=value;VARIABLE=value}. */
    static Variant parse(String text) {
        String[] parts = text.split(";", -1);
        Map<String, String> environment = new LinkedHashMap<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("A variant is NAME;VARIABLE=VALUE;..., not '" + text + "'");
            }
            environment.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return new Variant(parts[0], withHome(environment));
    }

    private static Map<String, String> withHome(Map<String, String> environment) {
        Map<String, String> whole = new LinkedHashMap<>();
        whole.put(HOME, ProjectHome.path("app/target/coldpress").toString());
        whole.putAll(environment);
        return Map.copyOf(whole);
    }

    /** The launcher of the home, if it has one, else that of this project. */
    private String launcher() {
        Path own = Path.of(environment.getOrDefault(HOME, ""), "bin", "coldpress");
        return Files.exists(own)
                ? own.toString()
                : ProjectHome.path("app/src/main/dist/bin/coldpress").toString();
    }

    /** Runs a command to its end. */
    Measurement run(List<String> arguments, Path log) throws Exception {
        return run(arguments, Map.of(), log);
    }

    /** The same with further environment variables. */
    Measurement run(List<String> arguments, Map<String, String> further, Path log) throws Exception {
        Map<String, String> whole = new LinkedHashMap<>(environment);
        whole.putAll(further);
        List<String> command = new ArrayList<>(
                Stream.concat(Stream.of(launcher()), arguments.stream()).toList());
        return MeasuredProcess.run(command, whole, log);
    }
}
