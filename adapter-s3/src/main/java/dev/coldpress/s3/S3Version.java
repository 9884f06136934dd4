package dev.coldpress.s3;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells one write of an object from another: ETag, modification time and size. The ETag alone comes again whenever
 * the same bytes are written; the time tells such writes apart if a second lies between them.
 *
 * <p>As a token: size, hyphen, seconds since 1970, hyphen, ETag.
 *
 * @param eTag without quotation marks: some answers have them, others not
 * @param modifiedSeconds since 1970. Seconds, since a head has no more, and a listing of the same object may have.
 */
record S3Version(String eTag, long modifiedSeconds, long sizeBytes) {

    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(.+)");

    private static final long UNKNOWN_TIME = 0;

    static S3Version of(String eTag, Instant lastModified, long sizeBytes) {
        return new S3Version(withoutQuotes(eTag), lastModified.getEpochSecond(), sizeBytes);
    }

    /**
     * The version of a write that has just been answered: the answer has no time. No object has this version, as none was
     * written in 1970, but it is a condition for the next write and for a delete.
     */
    static S3Version ofWrite(String eTag, long sizeBytes) {
        return new S3Version(withoutQuotes(eTag), UNKNOWN_TIME, sizeBytes);
    }

    /**
     * Whether an object is at a version.
     *
     * @param present what a look tells of the object
     * @param expected what another look has told, or the answer to a write
     */
    static boolean isAt(ObjectVersion present, ObjectVersion expected) {
        return present.equals(expected)
                || parse(present)
                        .map(found -> ofWrite(found.eTag, found.sizeBytes).version())
                        .filter(expected::equals)
                        .isPresent();
    }

    /** Empty for a token of another store. */
    static Optional<S3Version> parse(ObjectVersion version) {
        Matcher token = TOKEN.matcher(version.token());
        return token.matches()
                ? Optional.of(
                        new S3Version(token.group(3), Long.parseLong(token.group(2)), Long.parseLong(token.group(1))))
                : Optional.empty();
    }

    private static String withoutQuotes(String eTag) {
        return isQuoted(eTag) ? eTag.substring(1, eTag.length() - 1) : eTag;
    }

    /** Whether it begins and ends with a quotation mark. */
    static boolean isQuoted(String eTag) {
        return eTag.length() >= 2 && eTag.startsWith("\"") && eTag.endsWith("\"");
    }

    boolean hasETag(String other) {
        return eTag.equals(withoutQuotes(other));
    }

    /** As a condition carries it. */
    String quotedETag() {
        return '"' + eTag + '"';
    }

    ObjectVersion version() {
        return new ObjectVersion(sizeBytes + "-" + modifiedSeconds + "-" + eTag);
    }

    ListedObject listed(ObjectKey key) {
        return new ListedObject(new ObjectRef(key, version(), sizeBytes), Instant.ofEpochSecond(modifiedSeconds));
    }
}
