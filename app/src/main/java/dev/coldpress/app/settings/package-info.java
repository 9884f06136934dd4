/**
 * The settings of the command, from where they are given to what the library takes.
 *
 * <p>Start at {@link dev.coldpress.app.settings.Settings}: one table with a line per setting, which makes the flags,
 * the names in the environment, the keys of the configuration file and the help.
 * {@link dev.coldpress.app.settings.SettingSources} finds what was given,
 * {@link dev.coldpress.app.settings.ChosenSettings} reads it and checks it, all of it before a store is touched.
 */
@NullMarked
package dev.coldpress.app.settings;

import org.jspecify.annotations.NullMarked;
