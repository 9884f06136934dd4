/** Tests of what commands share. */
@NullMarked
package dev.coldpress.app.shell;

import org.jspecify.annotations.NullMarked;
