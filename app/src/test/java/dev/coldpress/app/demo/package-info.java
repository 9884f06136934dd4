/** Tests of the demonstration lake. */
@NullMarked
package dev.coldpress.app.demo;

import org.jspecify.annotations.NullMarked;
