/** Proves the testkit: its stores and decorators pass the contract, and each fault does what it says. */
@NullMarked
package dev.coldpress.testkit;

import org.jspecify.annotations.NullMarked;
