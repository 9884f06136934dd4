package dev.coldpress.app.settings;

/**
 * A setting as it is in effect.
 *
 * @param text as it was written, which is never with a secret; empty if it was not given and has no default
 * @param origin where it comes from: a flag, a variable of the environment, a key in a file, or {@code default}
 */
public record EffectiveSetting(String key, String text, String origin) {}
