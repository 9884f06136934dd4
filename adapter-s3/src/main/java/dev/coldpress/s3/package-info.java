/**
 * An object store on Amazon S3, and on stores that speak its protocol.
 *
 * <p>Start at {@link dev.coldpress.s3.S3ObjectStore}. A staged object is a multipart upload and its token the upload's
 * id; conditions are judged by the store itself ({@code If-Match}, {@code If-None-Match}); a version is ETag,
 * modification time and size together. Two clients of one connection pool are the only layer of retries
 * ({@code S3Clients} says what may be asked twice), and {@code S3Faults} is the only place that knows the vendor's
 * exceptions. A Dagger application plugs the store in by {@link dev.coldpress.s3.S3Module}.
 */
@NullMarked
package dev.coldpress.s3;

import org.jspecify.annotations.NullMarked;
