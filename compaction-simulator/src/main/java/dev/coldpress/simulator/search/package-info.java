/**
 * Runs many histories, random ones or all of a small world, and shrinks a history that breaks a promise.
 */
@NullMarked
package dev.coldpress.simulator.search;

import org.jspecify.annotations.NullMarked;
