/**
 * An object store on Google Cloud Storage.
 *
 * <p>Start at {@link dev.coldpress.gcs.GcsObjectStore}. The version of an object is its generation, and conditions are
 * preconditions on generations, judged by the service. A staged upload is an object below a reserved prefix; it is
 * published by the service's atomic move, and aborted by its deletion. Two clients of one connection pool are the only
 * layer of retries ({@code GcsClients} says what may be asked twice), and {@code GcsFaults} is the only place that
 * knows the vendor's exceptions. A Dagger application plugs the store in by {@link dev.coldpress.gcs.GcsModule}.
 */
@NullMarked
package dev.coldpress.gcs;

import org.jspecify.annotations.NullMarked;
