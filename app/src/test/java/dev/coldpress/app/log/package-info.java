/** Tests of the log lines. */
@NullMarked
package dev.coldpress.app.log;

import org.jspecify.annotations.NullMarked;
