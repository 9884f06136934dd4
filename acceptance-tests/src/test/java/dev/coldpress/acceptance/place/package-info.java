/**
 * Where a lake lies, as the sink that fills it, its users, and those who look at it reach it: {@link
 * dev.coldpress.acceptance.place.LakePlace} is a directory or a bucket, and can be copied object by object.
 */
@NullMarked
package dev.coldpress.acceptance.place;

import org.jspecify.annotations.NullMarked;
