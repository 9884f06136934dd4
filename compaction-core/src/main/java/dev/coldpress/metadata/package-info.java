/**
 * Unites what writers note about a schema in footers: the schemas of Arrow, Avro and Spark, and the metadata of pandas
 * and GeoParquet.
 *
 * <p>{@link dev.coldpress.metadata.FileDescription} is what one file says of itself. Each kind of note has a class that
 * unites the notes of several files, or throws {@link dev.coldpress.metadata.MetadataConflictException} where they
 * contradict each other. {@link dev.coldpress.metadata.MetadataCheck} reports notes that contradict their own file.
 * Everything here is a pure function.
 */
@NullMarked
package dev.coldpress.metadata;

import org.jspecify.annotations.NullMarked;
