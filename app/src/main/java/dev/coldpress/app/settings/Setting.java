package dev.coldpress.app.settings;

import dev.coldpress.settings.CompactionSettings;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One setting.
 *
 * @param key in kebab case, the name in a configuration file; flag and environment name follow from it
 * @param label what stands for the value in the help
 * @param purpose what it is, without a capital letter and a full stop
 * @param defaultText what it is when nobody sets it, as one would write it; empty if it has no default
 * @param parser throws IllegalArgumentException whose message is the rule that the text breaks
 * @param target where the library takes the value
 */
public record Setting<T>(
        String key,
        String label,
        String purpose,
        String defaultText,
        Function<String, T> parser,
        BiConsumer<CompactionSettings.Builder, T> target) {

    /** Every variable of the environment that begins with one of these is ours; a setting may have either. */
    static final List<String> ENVIRONMENT_PREFIXES = List.of("COMPACTION_", "COLDPRESS_");

    /** As {@code --target-size}. */
    public String flag() {
        return "--" + key;
    }

    /** As {@code COMPACTION_TARGET_SIZE}. */
    public String environmentName() {
        return environmentNames().get(0);
    }

    /** The same with each of our prefixes. */
    List<String> environmentNames() {
        String name = key.toUpperCase(Locale.ROOT).replace('-', '_');
        return ENVIRONMENT_PREFIXES.stream().map(prefix -> prefix + name).toList();
    }

    void applyTo(CompactionSettings.Builder builder, String text) {
        target.accept(builder, parser.apply(text));
    }

    /** For what concerns the command and not the library. */
    static <T> void nowhere(CompactionSettings.Builder builder, T value) {}
}
