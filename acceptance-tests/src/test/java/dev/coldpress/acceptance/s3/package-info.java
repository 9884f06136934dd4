/**
 * A lake on a server of S3 that runs beside the tests, on a port of 127.0.0.1:
 * {@link dev.coldpress.acceptance.s3.S3ServerProcess} starts it, {@link dev.coldpress.acceptance.s3.Bucket} reaches it
 * by the client of its maker, without a line of the adapter that is tested.
 */
@NullMarked
package dev.coldpress.acceptance.s3;

import org.jspecify.annotations.NullMarked;
