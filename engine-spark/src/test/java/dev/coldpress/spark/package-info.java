@NullMarked
package dev.coldpress.spark;

import org.jspecify.annotations.NullMarked;
