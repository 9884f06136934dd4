/**
 * The product as its users start it: {@link dev.coldpress.acceptance.product.LocalCompactor} calls the library in this
 * process, {@link dev.coldpress.acceptance.product.ColdpressProcess} the command in a process of its own.
 */
@NullMarked
package dev.coldpress.acceptance.product;

import org.jspecify.annotations.NullMarked;
