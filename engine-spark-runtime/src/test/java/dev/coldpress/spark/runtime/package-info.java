@NullMarked
package dev.coldpress.spark.runtime;

import org.jspecify.annotations.NullMarked;
