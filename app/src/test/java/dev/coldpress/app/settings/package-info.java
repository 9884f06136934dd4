/** Tests of the settings: every name, default, source and refusal. */
@NullMarked
package dev.coldpress.app.settings;

import org.jspecify.annotations.NullMarked;
