/**
 * An object store on a local POSIX file system: objects are the regular files below a root directory.
 *
 * <p>Start at {@link dev.coldpress.localfs.LocalFileSystemStore}. What makes it one: a staged file is hidden beside its
 * target and becomes the object by link(2), which never overwrites; conditional writes and deletes are judged under one
 * lock per root, which holds between threads and between processes; and whatever was answered has been synced to disk.
 * A Dagger application plugs it in by {@link dev.coldpress.localfs.LocalFileSystemModule}.
 */
@NullMarked
package dev.coldpress.localfs;

import org.jspecify.annotations.NullMarked;
