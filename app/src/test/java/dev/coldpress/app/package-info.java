/** Tests of the command, called as a person calls it: arguments in, output and exit code out. */
@NullMarked
package dev.coldpress.app;

import org.jspecify.annotations.NullMarked;
