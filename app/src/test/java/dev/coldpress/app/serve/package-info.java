/** Tests of the daemon over real HTTP. */
@NullMarked
package dev.coldpress.app.serve;

import org.jspecify.annotations.NullMarked;
