/**
 * The {@link dev.coldpress.port.parquet.ParquetCodec} on parquet-java, without Hadoop: own reading of footers and pages
 * on the format's Thrift structures, parquet-java's encodings, own compression calls, own assembly of the output.
 *
 * <p>Start at {@link dev.coldpress.parquet.ParquetJavaCodec}. All else is in {@code internal}, in packages of which
 * each uses only those before it: {@code bytes}, {@code compression}, {@code footer}, {@code notation}, {@code page},
 * {@code mapping}, {@code chunk}, {@code repage}, {@code check}, {@code merge}.
 */
@NullMarked
package dev.coldpress.parquet;

import org.jspecify.annotations.NullMarked;
