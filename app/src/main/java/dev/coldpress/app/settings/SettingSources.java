package dev.coldpress.app.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks for settings where they can be given: flag before environment before configuration file. */
public final class SettingSources {

    private final Map<String, Given> given = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private SettingSources() {}

    /**
     * What was given, the strongest source first.
     *
     * @param flags values by key, for the flags that were given
     * @param environment all variables; those that are not ours are not looked at, and an empty one counts as not set
     * @param configuration a file of Java properties with our keys, in UTF-8, or null
     * @throws SettingsException if the file cannot be read, or a name or value is wrong
     */
    public static ChosenSettings read(
            Map<String, String> flags, Map<String, String> environment, @Nullable Path configuration) {
        SettingSources sources = new SettingSources();
        flags.forEach((key, text) -> sources.offer(key, text, "--" + key));
        sources.offerEnvironment(environment);
        if (configuration != null) {
            sources.offerConfiguration(configuration);
        }
        return ChosenSettings.checked(sources.given, sources.problems);
    }

    private void offer(String key, String text, String origin) {
        given.putIfAbsent(key, new Given(text.strip(), origin));
    }

    private void offerEnvironment(Map<String, String> environment) {
        Set<String> known = new TreeSet<>();
        for (Setting<?> setting : Settings.ALL) {
            known.addAll(setting.environmentNames());
            List<String> names = setting.environmentNames().stream()
                    .filter(name -> !environment.getOrDefault(name, "").isBlank())
                    .toList();
            if (names.stream()
                            .map(name -> environment.getOrDefault(name, "").strip())
                            .distinct()
                            .count()
                    > 1) {
                problems.add("The variables of the environment " + String.join(" and ", names)
                        + " are the same setting with different values. Remove one of them; nothing was read or"
                        + " changed.");
            }
            names.stream()
                    .limit(1)
                    .forEach(name ->
                            offer(setting.key(), environment.getOrDefault(name, ""), "environment variable " + name));
        }
        environment.entrySet().stream()
                .filter(variable -> OwnVariables.isUnknown(variable.getKey(), variable.getValue(), known))
                .map(variable -> unknown(variable.getKey(), "variable of the environment", List.copyOf(known)))
                .sorted()
                .forEach(problems::add);
    }

    private void offerConfiguration(Path file) {
        List<String> keys = Settings.ALL.stream().map(Setting::key).toList();
        load(file).forEach((name, text) -> {
            if (keys.contains(name)) {
                offer((String) name, (String) text, "key " + name + " in " + file);
            } else {
                problems.add(unknown((String) name, "key in " + file, keys));
            }
        });
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(List.of("The configuration file " + file + " cannot be read: "
                    + (e instanceof NoSuchFileException ? "there is no such file" : e)
                    + ". Give the path of a readable file of Java properties with --config, or leave it out."));
        }
        return properties;
    }

    private static String unknown(String name, String what, List<String> known) {
        return "Unknown " + what + ": " + name + ". The nearest known one is " + NearestName.to(name, known)
                + ". Correct or remove it; nothing was read or changed.";
    }
}
