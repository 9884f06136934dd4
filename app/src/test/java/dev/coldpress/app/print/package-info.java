/** Tests of printing. */
@NullMarked
package dev.coldpress.app.print;

import org.jspecify.annotations.NullMarked;
