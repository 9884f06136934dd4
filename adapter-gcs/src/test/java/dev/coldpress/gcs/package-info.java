/**
 * Tests of the store on Google Cloud Storage: against a server of its protocol in the JVM, and against a bucket that is
 * named.
 */
@NullMarked
package dev.coldpress.gcs;

import org.jspecify.annotations.NullMarked;
