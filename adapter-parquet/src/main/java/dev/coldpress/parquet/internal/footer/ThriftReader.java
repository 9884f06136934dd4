package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.ArrayTransport;
import dev.coldpress.parquet.internal.bytes.ContentException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;
import shaded.parquet.org.apache.thrift.transport.TTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/**
 * Reads Thrift structures from bytes that nobody vouches for. Unlike {@link org.apache.parquet.format.Util} it lets no length
 * in them exceed the bytes that there are, so that a hostile length does not become an allocation.
 */
public final class ThriftReader {

    /** As Arrow limits page headers. */
    private static final int MAX_PAGE_HEADER_BYTES = 16 << 20;

    private static final int MAX_FRAME_BYTES = Integer.MAX_VALUE;
    private static final int MAX_DEPTH = 64;

    /** What Thrift says of a field that is missing; the structure follows, with all that was read of it. */
    private static final Pattern MISSING_FIELD =
            Pattern.compile("^Required field '(?<field>\\w+)' was not .*? Struct: ?(?<struct>\\w+)\\(");

    private static final Set<String> ENUM_FIELDS = Set.of("codec", "encoding", "type", "definition_level_encoding");

    private ThriftReader() {}

    /**
     * Reads the header of a page.
     *
     * @throws ContentException if there is no page header, or one with values that this version does not know
     */
    public static PageHeader pageHeader(InputStream from, long availableBytes) {
        return read(new PageHeader(), from, (int) Math.min(availableBytes, MAX_PAGE_HEADER_BYTES));
    }

    /**
     * Reads a structure from a stream.
     *
     * @param availableBytes how many bytes the stream has: no string or list in the structure can be larger
     * @throws ContentException if the bytes are not such a structure, or have values that this version does not know
     */
    public static <T extends TBase<?, ?>> T read(T into, InputStream from, int availableBytes) {
        try {
            return read(into, new TIOStreamTransport(limits(availableBytes), from));
        } catch (TTransportException e) {
            throw fault(into, e);
        }
    }

    /** The same from a range of an array. */
    public static <T extends TBase<?, ?>> T read(T into, byte[] array, int from, int length) {
        try {
            return read(into, new ArrayTransport(limits(length), array, from, length));
        } catch (TTransportException e) {
            throw fault(into, e);
        }
    }

    /** @throws ContentException if the schema of a footer has something that this version does not know, and would leave out */
    static void requireKnownSchema(byte[] array, int from, int length) {
        Optional<String> unknown;
        try {
            unknown = UnknownParts.ofSchema(
                    new TCompactProtocol(new ArrayTransport(limits(length), array, from, length)));
        } catch (TException | RuntimeException | StackOverflowError e) {
            throw fault(new FileMetaData(), e);
        }
        unknown.ifPresent(part -> {
            throw ContentException.unsupported(part);
        });
    }

    private static TConfiguration limits(int availableBytes) {
        return new TConfiguration(Math.max(1, availableBytes), MAX_FRAME_BYTES, MAX_DEPTH);
    }

    private static <T extends TBase<?, ?>> T read(T into, TTransport from) {
        try {
            into.read(new TCompactProtocol(from));
            return into;
        } catch (TException | RuntimeException | StackOverflowError e) {
            throw fault(into, e);
        }
    }

    /** Enum values of a newer format version are read as missing ones; those fields are hardly ever really missing. */
    private static ContentException fault(TBase<?, ?> structure, Throwable cause) {
        String what = "cannot read the " + structure.getClass().getSimpleName() + ": ";
        Matcher missing = MISSING_FIELD.matcher(String.valueOf(cause.getMessage()));
        if (!missing.find()) {
            return ContentException.corrupt(what + "the bytes there are none, or are damaged");
        }
        String field = missing.group("struct") + " has no " + missing.group("field");
        return ENUM_FIELDS.contains(missing.group("field"))
                ? ContentException.unsupported(what + field + ", or one that is not known here")
                : ContentException.corrupt(what + field);
    }
}
