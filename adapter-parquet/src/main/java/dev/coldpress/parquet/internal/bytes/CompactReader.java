package dev.coldpress.parquet.internal.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values in Thrift's compact protocol from a range of an array. The bytes may be anything: no length in them
 * makes it look beyond the range, or take more memory than the range has bytes.
 *
 * <p>A structure is read by {@link #begin}, {@link #next} until it says that there is no further field, and
 * {@link #end}. Behind each {@code next} the value of the field is read or {@linkplain #skip skipped}. For one thread.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Thrift compact
 *     protocol</a>
 */
public final class CompactReader {

    /** Types of fields, as {@link #field} has them. True and false are two types on the wire. */
    public static final int BOOL = 1;

    public static final int BYTE = 3;
    public static final int I16 = 4;
    public static final int I32 = 5;
    public static final int I64 = 6;
    public static final int BINARY = 8;
    public static final int LIST = 9;
    public static final int STRUCT = 12;

    private static final int STOP = 0;
    private static final int FALSE = 2;
    private static final int DOUBLE = 7;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int TYPE_BITS = 4;
    private static final int TYPE_MASK = 0xF;
    private static final int MAX_DEPTH = 64;
    private static final int LONG_LIST = 15;

    private final byte[] array;
    private final int end;
    private int at;
    private int id;
    private int type;
    private boolean bool;

    public CompactReader(byte[] array, int from, int length) {
        this.array = array;
        this.at = from;
        this.end = from + length;
    }

    /** Reads what is left in a buffer, which stays as it is. */
    public CompactReader(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            this.array = bytes.array();
            this.at = bytes.arrayOffset() + bytes.position();
        } else {
            this.array = new byte[bytes.remaining()];
            bytes.duplicate().get(array);
        }
        this.end = at + bytes.remaining();
    }

    /** How many bytes are left in the range. */
    public int remaining() {
        return end - at;
    }

    /** Begins a structure, and returns what {@link #end} has to be given. */
    public int begin() {
        int outer = id;
        id = 0;
        return outer;
    }

    public void end(int outer) {
        id = outer;
    }

    /** Reads the header of the next field; false if the structure has no further one. */
    public boolean next() {
        int header = oneByte();
        type = header & TYPE_MASK;
        if (type == STOP) {
            return false;
        }
        int step = header >>> TYPE_BITS;
        id = step == 0 ? i16() : id + step;
        if (type <= FALSE) {
            bool = type == BOOL;
            type = BOOL;
        }
        return true;
    }

    /** The number of the field. */
    public int id() {
        return id;
    }

    /** The number of the field and its type in one: {@code id << 4 | type}. */
    public int field() {
        return id << TYPE_BITS | type;
    }

    /** The value of a field of type {@link #BOOL}. */
    public boolean bool() {
        return bool;
    }

    /** The value of an element of a list of booleans. */
    public boolean boolElement() {
        return oneByte() == BOOL;
    }

    public byte i8() {
        return (byte) oneByte();
    }

    public short i16() {
        return (short) i32();
    }

    public int i32() {
        long number = varint();
        if (number >>> Integer.SIZE != 0) {
            throw ContentException.corrupt("a number of more than " + Integer.SIZE + " bits");
        }
        return (int) (number >>> 1 ^ -(number & 1));
    }

    public long i64() {
        long number = varint();
        return number >>> 1 ^ -(number & 1);
    }

    /** A text in UTF-8. */
    public String string() {
        int length = length();
        at += length;
        return new String(array, at - length, length, StandardCharsets.UTF_8);
    }

    /** Bytes, which stay in the array. */
    public ByteBuffer binary() {
        int length = length();
        at += length;
        return ByteBuffer.wrap(array, at - length, length);
    }

    /** Reads one element of a list. */
    public interface Element<T> {
        T read(CompactReader in);
    }

    /**
     * Reads a list.
     *
     * @param elementType what its elements have to be
     */
    public <T> List<T> list(int elementType, Element<T> element) {
        int size = listSize(elementType);
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(element.read(this));
        }
        return elements;
    }

    /** Passes over the structure that the field is, and returns its bytes, which stay in the array. */
    public ByteBuffer structure() {
        int from = at;
        skip();
        return ByteBuffer.wrap(array, from, at - from);
    }

    /** Reads the header of a list: there are not more elements than bytes are left. */
    private int listSize(int elementType) {
        int header = oneByte();
        int size = header >>> TYPE_BITS;
        if (size == LONG_LIST) {
            size = length();
        } else if (size > end - at) {
            throw cut();
        }
        int found = header & TYPE_MASK;
        boolean fits = found == elementType || (elementType == BOOL && found == FALSE);
        // Some writers say nothing of the elements where there are none.
        if (!fits && (size > 0 || found > STRUCT)) {
            throw ContentException.corrupt(
                    "a list has elements of type " + found + " where the format has type " + elementType);
        }
        return size;
    }

    /** Passes over the value of the field. */
    public void skip() {
        if (type != BOOL) {
            skip(type, 0);
        }
    }

    private void skip(int skipped, int depth) {
        if (depth > MAX_DEPTH) {
            throw ContentException.corrupt("structures in structures, deeper than " + MAX_DEPTH);
        }
        switch (skipped) {
            case BOOL, FALSE, BYTE -> oneByte();
            case I16, I32, I64 -> varint();
            case DOUBLE -> pass(Long.BYTES);
            case BINARY -> pass(length());
            case LIST, SET -> skipList(depth);
            case MAP -> skipMap(depth);
            case STRUCT -> skipStruct(depth);
            default -> throw ContentException.corrupt("a value of the unknown type " + skipped);
        }
    }

    private void skipList(int depth) {
        int element = array[require(at, 1)] & TYPE_MASK;
        int size = listSize(element);
        for (int i = 0; i < size; i++) {
            skip(element, depth + 1);
        }
    }

    private void skipMap(int depth) {
        int size = length();
        if (size > 0) {
            int types = oneByte();
            for (int i = 0; i < size; i++) {
                skip(types >>> TYPE_BITS, depth + 1);
                skip(types & TYPE_MASK, depth + 1);
            }
        }
    }

    private void skipStruct(int depth) {
        int outer = begin();
        while (next()) {
            if (type != BOOL) {
                skip(type, depth + 1);
            }
        }
        end(outer);
    }

    private int oneByte() {
        if (at >= end) {
            throw cut();
        }
        return array[at++] & 0xFF;
    }

    private void pass(int bytes) {
        at = require(at, bytes) + bytes;
    }

    private int require(int from, int bytes) {
        if (bytes > end - from) {
            throw cut();
        }
        return from;
    }

    /** A length in bytes, or a number of elements of a byte or more. */
    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw cut();
        }
        return (int) length;
    }

    private long varint() {
        int first = oneByte();
        if (first < 0x80) {
            return first;
        }
        long number = first & 0x7F;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            int next = oneByte();
            number |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw ContentException.corrupt("a number of more than " + Long.SIZE + " bits");
    }

    private static ContentException cut() {
        return ContentException.corrupt("the bytes end too early");
    }
}
