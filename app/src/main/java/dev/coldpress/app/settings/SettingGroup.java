package dev.coldpress.app.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Settings that belong together, as the help shows them. Every command takes all settings, since one file or
 * environment may serve all of them; its help shows those that it looks at.
 *
 * @param commands that look at them
 */
public record SettingGroup(String heading, Set<String> commands, List<Setting<?>> settings) {

    public SettingGroup {
        commands = Set.copyOf(commands);
        settings = List.copyOf(settings);
    }

    /** The table of all settings, in the order of the help. A setting that is in no group does not exist. */
    static List<SettingGroup> table() {
        return List.of(
                of(
                        "Which lake",
                        "layout plan run serve config verify inspect",
                        Settings.ROOT,
                        Settings.LAYOUT,
                        Settings.FILE_NAMES,
                        Settings.CONTROL_PREFIX,
                        Settings.CONTROL_ROOT),
                of(
                        "Which partitions",
                        "plan run serve config verify",
                        Settings.INCLUDE,
                        Settings.EXCLUDE,
                        Settings.SHARD,
                        Settings.COLD,
                        Settings.LOOKBACK),
                of(
                        "What is merged",
                        "plan run serve config",
                        Settings.QUIET_PERIOD,
                        Settings.TARGET_SIZE,
                        Settings.MAX_SIZE,
                        Settings.SMALL_FILE_RATIO,
                        Settings.MIN_FILES,
                        Settings.WIDEN,
                        Settings.SORT,
                        Settings.REWRITE,
                        Settings.SUMMARY_FILES,
                        Settings.PARTITIONS_AT_ONCE,
                        Settings.PARALLELISM),
                of(
                        "Merged files",
                        "run serve config",
                        Settings.CODEC,
                        Settings.BLOOM_FILTERS,
                        Settings.VERIFY,
                        Settings.MAX_GROWTH),
                of(
                        "Limits of a run",
                        "run serve config",
                        Settings.ENABLED,
                        Settings.MAX_BYTES_PER_RUN,
                        Settings.MAX_PARTITIONS_PER_RUN,
                        Settings.MAX_TIME_PER_RUN,
                        Settings.ALLOWED_HOURS,
                        Settings.JOB_ORDER),
                of(
                        "After a partition",
                        "run serve config",
                        HookSettings.HOOK_URL,
                        HookSettings.HOOK_TOKEN_FILE,
                        HookSettings.TRINO_URL,
                        HookSettings.TRINO_TABLE,
                        HookSettings.TRINO_USER,
                        HookSettings.HIVE_METASTORE,
                        HookSettings.HIVE_TABLE,
                        HookSettings.GLUE_TABLE,
                        HookSettings.GLUE_REGION,
                        HookSettings.GLUE_ENDPOINT),
                of("Other compactors", "run serve config", Settings.CLAIM_PATIENCE, Settings.SINGLE_COMPACTOR),
                of(
                        "Daemon",
                        "serve config",
                        Settings.SCHEDULE,
                        Settings.LISTEN,
                        Settings.LISTEN_HOSTS,
                        Settings.LISTEN_TOKEN_FILE,
                        Settings.STOP_GRACE,
                        Settings.STATE_DIR),
                of(
                        "Stores",
                        "layout plan run serve config verify inspect",
                        Settings.MAX_STORE_REQUESTS_PER_SECOND,
                        StoreSettings.S3_ENDPOINT,
                        StoreSettings.S3_PATH_STYLE,
                        StoreSettings.S3_REGION,
                        StoreSettings.S3_CONDITIONAL_WRITES,
                        StoreSettings.GCS_ENDPOINT));
    }

    private static SettingGroup of(String heading, String commands, Setting<?>... settings) {
        return new SettingGroup(heading, Set.of(commands.split(" ", -1)), Arrays.asList(settings));
    }

    /** Whether the help of a command shows these settings. */
    public boolean isShownBy(String command) {
        return commands.contains(command);
    }
}
