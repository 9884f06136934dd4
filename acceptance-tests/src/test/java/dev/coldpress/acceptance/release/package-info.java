/** What is published beside the code: the BOM, the POMs and the pages. */
@NullMarked
package dev.coldpress.acceptance.release;

import org.jspecify.annotations.NullMarked;
