/**
 * The {@code coldpress} command: the only place that knows every adapter.
 *
 * <p>Start at {@link dev.coldpress.app.Main}, then {@link dev.coldpress.app.ColdpressCommand} for what all commands
 * share. The larger commands have packages of their own ({@code plan}, {@code run}, {@code inspect}, {@code serve},
 * {@code demo}); the others are here. {@link dev.coldpress.app.lake.Application} is what Dagger puts together: stores
 * by the scheme of their URI, and the codec. No package uses this one, and none uses another in a circle.
 */
@NullMarked
package dev.coldpress.app;

import org.jspecify.annotations.NullMarked;
