/**
 * What all commands share: the streams and the environment of a call, exit codes, settings as flags, and faults in one
 * line.
 */
@NullMarked
package dev.coldpress.app.shell;

import org.jspecify.annotations.NullMarked;
