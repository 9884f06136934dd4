package dev.coldpress.localfs;

import java.nio.file.Path;

/** A file that is an object, and what it was when it was looked at. */
record ObjectFile(Path path, FileStamp stamp) {}
