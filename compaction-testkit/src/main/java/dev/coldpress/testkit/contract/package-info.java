/**
 * The contract suite of a store. {@link dev.coldpress.testkit.contract.ObjectStoreContract} is the interface that a
 * test class of an adapter implements; the other contracts are its parts.
 */
@NullMarked
package dev.coldpress.testkit.contract;

import org.jspecify.annotations.NullMarked;
