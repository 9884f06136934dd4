package dev.coldpress.app.settings;

import dev.coldpress.port.parquet.Compression;
import dev.coldpress.settings.CompactionSettings;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A codec, with its level if one is wanted.
 *
 * @param level empty for the usual one
 */
record WantedCodec(Compression codec, OptionalInt level) {

    private static final Pattern TEXT = Pattern.compile("(?<codec>[^(]*)(?:\\((?<level>\\d{1,3})\\))?");

    /** As {@code zstd} or {@code zstd(9)}. */
    static WantedCodec parse(String text) {
        Matcher parts = TEXT.matcher(text);
        Compression codec = Texts.oneOf(Compression.class)
                .apply(parts.matches() ? parts.group("codec").strip() : text);
        if (parts.group("level") == null) {
            return new WantedCodec(codec, OptionalInt.empty());
        }
        int level = Integer.parseInt(parts.group("level"));
        if (level < 1 || level > codec.levels()) {
            String name = codec.name().toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException(
                    codec.levels() == 0
                            ? name + " without a level"
                            : name + " with a level from 1 to " + codec.levels());
        }
        return new WantedCodec(codec, OptionalInt.of(level));
    }

    void setIn(CompactionSettings.Builder settings) {
        settings.compression(codec);
        level.ifPresent(settings::compressionLevel);
    }
}
