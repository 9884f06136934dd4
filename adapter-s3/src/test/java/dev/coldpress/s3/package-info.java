/**
 * Tests of the store on S3: against a server of the protocol that runs in the JVM, and against a bucket that is named.
 */
@NullMarked
package dev.coldpress.s3;

import org.jspecify.annotations.NullMarked;
