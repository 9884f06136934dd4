package dev.coldpress.app.hook;

import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.HookSettings;
import dev.coldpress.app.settings.Setting;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.catalog.CatalogHook;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.hook.PartitionCatalog;
import dev.coldpress.port.hook.PartitionCompacted;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hooks that the settings switch on. If one of several fails, all are told again. */
public final class Hooks implements CompactionHook, AutoCloseable {

    private final List<CompactionHook> hooks = new ArrayList<>();
    private final List<CatalogHook> catalogs = new ArrayList<>();

    private Hooks() {}

    /**
     * The hooks of a lake; empty if none is switched on, as by default.
     *
     * @param store that holds the lake; stays open
     * @param storeRoot at which the store begins: the root of the lake, or the control root above it
     * @throws SettingsException if one lacks a setting, its token cannot be read, or this build does not have it
     */
    public static Optional<Hooks> chosen(ChosenSettings settings, URI root, ObjectStore store, URI storeRoot) {
        Hooks hooks = new Hooks();
        Optional<String> token = settings.given(HookSettings.HOOK_TOKEN_FILE).map(Hooks::token);
        settings.given(HookSettings.HOOK_URL).ifPresent(url -> hooks.hooks.add(new Webhook(url, root, token)));
        if (together(settings, HookSettings.TRINO_URL, HookSettings.TRINO_TABLE, "whose listing it forgets")) {
            hooks.hooks.add(new TrinoHook(
                    settings.value(HookSettings.TRINO_URL),
                    settings.value(HookSettings.TRINO_TABLE),
                    settings.value(HookSettings.TRINO_USER)));
        }
        boolean isHive = together(settings, HookSettings.HIVE_METASTORE, HookSettings.HIVE_TABLE, "that is the lake");
        settings.given(HookSettings.GLUE_TABLE)
                .ifPresent(
                        table -> hooks.add(HookSettings.GLUE_TABLE, Catalogs.glue(settings, table), store, storeRoot));
        if (isHive) {
            Optional<PartitionCatalog> hive =
                    Catalogs.hive(settings.value(HookSettings.HIVE_METASTORE), settings.value(HookSettings.HIVE_TABLE));
            hooks.add(HookSettings.HIVE_TABLE, hive, store, storeRoot);
        }
        return hooks.hooks.isEmpty() ? Optional.empty() : Optional.of(hooks);
    }

    private void add(Setting<?> setting, Optional<PartitionCatalog> built, ObjectStore store, URI storeRoot) {
        PartitionCatalog catalog = built.orElseThrow(() -> new SettingsException(List.of(setting.key()
                + ": this archive has no hooks for catalogs. Use the archive that has all stores, or take the setting"
                + " away. Nothing was done.")));
        CatalogHook hook = new CatalogHook(catalog, store, storeRoot);
        catalogs.add(hook);
        hooks.add(hook);
    }

    /** Whether both are given; one alone is refused. */
    private static boolean together(ChosenSettings settings, Setting<URI> server, Setting<?> table, String which) {
        boolean isServer = settings.given(server).isPresent();
        if (isServer != settings.given(table).isPresent()) {
            throw new SettingsException(List.of(server.key() + " and " + table.key()
                    + " go together: the server, and the table " + which + ". Nothing was done."));
        }
        return isServer;
    }

    private static String token(Path file) {
        try {
            String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                return token;
            }
        } catch (IOException e) {
            throw new SettingsException(List.of(HookSettings.HOOK_TOKEN_FILE.key() + ": " + file + " cannot be read ("
                    + e + "). Give a file that holds a token. Nothing was done."));
        }
        throw new SettingsException(List.of(HookSettings.HOOK_TOKEN_FILE.key() + ": " + file
                + " must hold one line of ASCII letters, digits and signs, without spaces. Nothing was done."));
    }

    @Override
    public void partitionCompacted(PartitionCompacted event) {
        hooks.forEach(hook -> hook.partitionCompacted(event));
    }

    @Override
    public void close() {
        catalogs.forEach(CatalogHook::close);
    }
}
