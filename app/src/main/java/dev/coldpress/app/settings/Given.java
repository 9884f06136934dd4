package dev.coldpress.app.settings;

/**
 * A setting as somebody wrote it.
 *
 * @param origin where: a flag, a variable of the environment, or a key in a file
 */
record Given(String text, String origin) {}
