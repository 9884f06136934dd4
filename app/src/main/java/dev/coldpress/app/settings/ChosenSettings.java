package dev.coldpress.app.settings;

import dev.coldpress.settings.CompactionSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All settings of one call of the command, read and checked. */
public final class ChosenSettings {

    /** How the settings begin that are for the stores of a scheme alone. */
    private static final Map<String, String> STORES = Map.of("s3", "s3-", "gs", "gcs-");

    private final Map<String, Given> given;
    private final CompactionSettings compaction;

    private ChosenSettings(Map<String, Given> given, CompactionSettings compaction) {
        this.given = given;
        this.compaction = compaction;
    }

    /** @throws SettingsException with all problems that were found, those handed in first */
    static ChosenSettings checked(Map<String, Given> given, List<String> nameProblems) {
        List<String> problems = new ArrayList<>(nameProblems);
        CompactionSettings.Builder builder = CompactionSettings.builder();
        builder.memoryBudgetBytes(memoryBudgetBytes());
        for (Setting<?> setting : Settings.ALL) {
            Given one = given.get(setting.key());
            if (one != null) {
                apply(setting, one, builder).ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new ChosenSettings(Map.copyOf(given), build(builder, given));
    }

    /** Half of the heap: the other half is for listings, plans and what the garbage collector needs. */
    static long memoryBudgetBytes() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    private static Optional<String> apply(Setting<?> setting, Given given, CompactionSettings.Builder builder) {
        try {
            Secrets.requireNone(given.text());
            setting.applyTo(builder, given.text());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("%s = '%s' (from %s): %s. Nothing was read or changed."
                    .formatted(setting.key(), Secrets.maskedValue(given.text()), given.origin(), e.getMessage()));
        }
    }

    private static CompactionSettings build(CompactionSettings.Builder builder, Map<String, Given> given) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            String rule = LibraryWords.ofSettings(String.valueOf(e.getMessage()));
            String origins = given.entrySet().stream()
                    .filter(one -> LibraryWords.names(rule, one.getKey()))
                    .map(one -> one.getKey() + " from " + one.getValue().origin())
                    .sorted()
                    .collect(Collectors.joining(", "));
            String behind = origins.isEmpty() ? "." : " (given: " + origins + ").";
            throw new SettingsException(List.of(rule + behind + " Nothing was read or changed."));
        }
    }

    /** What the library takes. */
    public CompactionSettings compaction() {
        return compaction;
    }

    /**
     * Which lake to work on.
     *
     * @throws SettingsException if no root was given
     */
    public URI root() {
        return optionalRoot()
                .orElseThrow(() -> new SettingsException(List.of("No lake was named. Give its root with --root, with "
                        + Settings.ROOT.environmentName() + " or in a --config file: a path, or a URI such as "
                        + "file:/data/lake.")));
    }

    public Optional<URI> optionalRoot() {
        return given(Settings.ROOT);
    }

    /** What a setting without a default is, if it was given. */
    public <T> Optional<T> given(Setting<T> setting) {
        return Optional.ofNullable(given.get(setting.key()))
                .map(one -> setting.parser().apply(one.text()));
    }

    /**
     * What was set for the stores of one scheme, by name without the store's: {@code s3-region} is {@code region} for
     * s3. Empty for a scheme without settings of its own.
     */
    public Map<String, String> storeOptions(String scheme) {
        String beginning = STORES.get(scheme);
        if (beginning == null) {
            return Map.of();
        }
        return given.entrySet().stream()
                .filter(one -> one.getKey().startsWith(beginning))
                .collect(Collectors.toUnmodifiableMap(
                        one -> one.getKey().substring(beginning.length()),
                        one -> one.getValue().text()));
    }

    /**
     * A store's message, in which each option is named as it is set here: {@code the option region} as
     * {@code --s3-region}.
     */
    public static String withFlags(String scheme, String message) {
        String beginning = STORES.get(scheme);
        return beginning == null ? message : message.replaceAll("the option ([a-z][a-z-]*)", "--" + beginning + "$1");
    }

    /** Whether runs are wanted at all. */
    public boolean isEnabled() {
        return value(Settings.ENABLED);
    }

    /** What a setting with a default is. */
    public <T> T value(Setting<T> setting) {
        return setting.parser().apply(effective(setting).text());
    }

    /** Every setting, as it was given or by default, in the order of the table. */
    public List<EffectiveSetting> effective() {
        return Settings.ALL.stream()
                .map(setting -> {
                    Given one = effective(setting);
                    return new EffectiveSetting(setting.key(), one.text(), one.origin());
                })
                .toList();
    }

    /** Those of {@link #effective} that have not their defaults. */
    public List<EffectiveSetting> givenOnes() {
        return effective().stream()
                .filter(setting -> given.containsKey(setting.key()))
                .toList();
    }

    private Given effective(Setting<?> setting) {
        return given.getOrDefault(setting.key(), new Given(setting.defaultText(), "default"));
    }
}
