/** How a run goes about its work. Internal: nothing here is for embedders. */
@NullMarked
package dev.coldpress.run;

import org.jspecify.annotations.NullMarked;
