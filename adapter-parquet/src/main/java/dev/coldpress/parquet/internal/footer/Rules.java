package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.ContentException;
import shaded.parquet.org.apache.thrift.TUnion;

/** What holds for the structures of {@code parquet.thrift}. */
final class Rules {

    private Rules() {}

    /** @throws ContentException if the field is not set */
    static void requireSet(boolean isSet, String structure, String field) {
        if (!isSet) {
            throw ContentException.corrupt("the " + structure + " has no " + field);
        }
    }

    /**
     * The same for an enumeration. Values of a newer version of the format are read as missing ones; these fields are
     * hardly ever really missing.
     */
    static void requireKnown(boolean isSet, String structure, String field) {
        if (!isSet) {
            throw ContentException.unsupported(
                    "the " + structure + " has no " + field + ", or one that is not known here");
        }
    }

    /** @throws ContentException if a union has a value although a further field is there */
    static void requireUnset(TUnion<?, ?> union, String structure) {
        if (union.isSet()) {
            throw ContentException.corrupt("the " + structure + " has two values");
        }
    }
}
