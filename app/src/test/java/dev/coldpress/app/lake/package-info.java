/** Tests of what a command finds in its lake. */
@NullMarked
package dev.coldpress.app.lake;

import org.jspecify.annotations.NullMarked;
