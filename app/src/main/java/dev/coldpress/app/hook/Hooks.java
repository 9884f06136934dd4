package dev.coldpress.app.hook;

import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.app.settings.TrinoTable;
import dev.coldpress.port.hook.CompactionHook;
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
public final class Hooks implements CompactionHook {

    private final List<CompactionHook> hooks;

    private Hooks(List<CompactionHook> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    /**
     * The hooks of a lake; empty if none is switched on, as by default.
     *
     * @throws SettingsException if one lacks a setting, or its token cannot be read
     */
    public static Optional<CompactionHook> chosen(ChosenSettings settings, URI root) {
        List<CompactionHook> hooks = new ArrayList<>();
        Optional<URI> webhook = settings.given(Settings.HOOK_URL);
        Optional<String> token = settings.given(Settings.HOOK_TOKEN_FILE).map(Hooks::token);
        webhook.ifPresent(url -> hooks.add(new Webhook(url, root, token)));
        Optional<URI> trino = settings.given(Settings.TRINO_URL);
        Optional<TrinoTable> table = settings.given(Settings.TRINO_TABLE);
        if (trino.isPresent() != table.isPresent()) {
            throw new SettingsException(List.of(Settings.TRINO_URL.key() + " and " + Settings.TRINO_TABLE.key()
                    + " go together: the server, and the table whose listing it forgets. Nothing was done."));
        }
        trino.ifPresent(
                server -> hooks.add(new TrinoHook(server, table.orElseThrow(), settings.value(Settings.TRINO_USER))));
        return hooks.isEmpty() ? Optional.empty() : Optional.of(new Hooks(hooks));
    }

    private static String token(Path file) {
        try {
            String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                return token;
            }
        } catch (IOException e) {
            throw new SettingsException(List.of(Settings.HOOK_TOKEN_FILE.key() + ": " + file + " cannot be read (" + e
                    + "). Give a file that holds a token. Nothing was done."));
        }
        throw new SettingsException(List.of(Settings.HOOK_TOKEN_FILE.key() + ": " + file
                + " must hold one line of letters, digits and signs of ASCII, without blanks. Nothing was done."));
    }

    @Override
    public void partitionCompacted(PartitionCompacted event) {
        hooks.forEach(hook -> hook.partitionCompacted(event));
    }
}
