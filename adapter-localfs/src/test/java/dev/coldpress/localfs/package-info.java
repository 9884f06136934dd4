/** Proves the store on files: by the contract, and where files are more than objects, by tests of its own. */
@NullMarked
package dev.coldpress.localfs;

import org.jspecify.annotations.NullMarked;
