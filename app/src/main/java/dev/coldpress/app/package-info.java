/**
 * The {@code coldpress} command: the only place that knows every adapter.
 *
 * <p>Start at {@link dev.coldpress.app.Main}, then {@link dev.coldpress.app.ColdpressCommand} for what all commands share,
 * and one class per command. {@link dev.coldpress.app.Application} is what Dagger puts together: stores by the scheme of
 * their URI, and the codec. Settings, printing, the daemon ({@code serve}), log lines and the demonstration lake have packages of
 * their own.
 */
@NullMarked
package dev.coldpress.app;

import org.jspecify.annotations.NullMarked;
