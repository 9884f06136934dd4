/**
 * For applications that are put together by Dagger: {@link dev.coldpress.dagger.CompactionModule} gives them a
 * compactor and a scheduler, {@link dev.coldpress.dagger.MachineModule} the machine's clock, ids and waiting.
 *
 * <p>The core itself knows no Dagger. Stores and the codec have modules in their adapters. All others call
 * {@link dev.coldpress.Compactor#builder}.
 */
@NullMarked
package dev.coldpress.dagger;

import org.jspecify.annotations.NullMarked;
