package dev.coldpress.app.shell;

import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.Setting;
import dev.coldpress.app.settings.SettingGroup;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The flags that the table of settings makes, for each command that works on a lake. */
public final class SettingFlags {

    private static final String CONFIG = "--config";

    private static final String ROOT = "<ROOT>";

    private SettingFlags() {}

    /** Adds what {@link #addTo} adds, and the root as an argument without a flag. */
    public static CommandLine addWithRoot(CommandLine command) {
        command.getCommandSpec()
                .addPositional(PositionalParamSpec.builder()
                        .index("0")
                        .arity("0..1")
                        .paramLabel(ROOT)
                        .type(String.class)
                        .description("The lake to work on; the same as --root.")
                        .build());
        return addTo(command);
    }

    /**
     * Adds a flag per setting, in groups, and {@code --config}. Those that the command does not look at are taken and
     * not shown.
     */
    public static CommandLine addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("<FILE>")
                .type(Path.class)
                .description("A properties file with settings, such as target-size = 64MB.")
                .build());
        for (Setting<?> setting : Settings.ALL) {
            spec.addOption(OptionSpec.builder(setting.flag())
                    .paramLabel("<" + setting.label() + ">")
                    .type(String.class)
                    .description(description(setting))
                    .hidden(!isShown(setting, spec.name()))
                    .build());
        }
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, SettingFlags::optionsInGroups);
        spec.usageMessage()
                .footer(
                        "",
                        "Each setting can also be given in the environment: --target-size as COMPACTION_TARGET_SIZE or COLDPRESS_TARGET_SIZE.",
                        "A flag overrides the environment, and the environment overrides the file.",
                        "Settings of other commands are accepted and ignored; 'coldpress config --help' shows all.",
                        "Sizes: 134217728, 128MB or 128MiB, both powers of 1024. Durations: 15m, 1h, 7d or PT15M.");
        return command;
    }

    private static boolean isShown(Setting<?> setting, String command) {
        return Settings.GROUPS.stream()
                .anyMatch(group -> group.isShownBy(command) && group.settings().contains(setting));
    }

    /** The command's own options, and below them the settings that it looks at. */
    private static String optionsInGroups(Help help) {
        CommandSpec spec = help.commandSpec();
        Set<String> flags = Settings.ALL.stream().map(Setting::flag).collect(Collectors.toSet());
        StringBuilder text = new StringBuilder(help.optionListExcludingGroups(spec.options().stream()
                .filter(option -> !option.hidden() && !flags.contains(option.longestName()))
                .toList()));
        for (SettingGroup group : Settings.GROUPS) {
            if (group.isShownBy(spec.name())) {
                List<OptionSpec> options = group.settings().stream()
                        .map(setting -> spec.findOption(setting.flag()))
                        .toList();
                text.append(System.lineSeparator())
                        .append(group.heading())
                        .append(':')
                        .append(System.lineSeparator());
                text.append(help.optionListExcludingGroups(options));
            }
        }
        return text.toString();
    }

    /** The settings of a command that has been parsed, all of them checked. */
    public static ChosenSettings read(CommandSpec command, Map<String, String> environment) {
        ParseResult parsed = command.commandLine().getParseResult();
        Map<String, String> flags = new HashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            String text = parsed.matchedOptionValue(setting.flag(), "");
            if (parsed.hasMatchedOption(setting.flag())) {
                flags.put(setting.key(), text);
            }
        }
        root(command, parsed).ifPresent(root -> flags.put(Settings.ROOT.key(), root));
        @Nullable Path configuration = parsed.matchedOptionValue(CONFIG, null);
        return SettingSources.read(flags, environment, configuration);
    }

    /** @throws ParameterException if a flag names another one */
    private static Optional<String> root(CommandSpec command, ParseResult parsed) {
        Optional<String> root = command.positionalParameters().stream()
                .filter(parameter -> parameter.paramLabel().equals(ROOT))
                .findFirst()
                .map(parameter -> parsed.matchedPositionalValue(0, (String) null));
        String flag = parsed.matchedOptionValue(Settings.ROOT.flag(), (String) null);
        if (root.isPresent() && flag != null && !flag.equals(root.get())) {
            throw new ParameterException(
                    command.commandLine(), "Two lakes are named: one with --root, and one without a flag.");
        }
        return root;
    }

    private static String description(Setting<?> setting) {
        String purpose = setting.purpose();
        String fallback = setting.defaultText().isEmpty() ? "" : " Default: " + setting.defaultText() + ".";
        // The description is a format for picocli.
        return (Character.toUpperCase(purpose.charAt(0)) + purpose.substring(1) + "." + fallback).replace("%", "%%");
    }
}
