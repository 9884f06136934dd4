package dev.coldpress.parquet.internal.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;

/** A range of an array: a page or a part of one. */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record PageBytes(byte[] array, int from, int end) {

    private static final PageBytes EMPTY = new PageBytes(new byte[0], 0, 0);

    public static PageBytes empty() {
        return EMPTY;
    }

    public static PageBytes of(ByteBuffer heapBuffer) {
        int from = heapBuffer.arrayOffset() + heapBuffer.position();
        return new PageBytes(heapBuffer.array(), from, from + heapBuffer.remaining());
    }

    /** The same bytes, not copied if the input is an array or lies in one. */
    public static PageBytes of(BytesInput input) {
        return input.size() == 0 ? EMPTY : of(input.toByteBuffer(HeapByteBufferAllocator.getInstance(), buffer -> {}));
    }

    public int length() {
        return end - from;
    }

    /**
     * The first bytes of these.
     *
     * @throws ContentException if there are fewer bytes
     */
    public PageBytes first(int length) {
        requireWithin(length);
        return new PageBytes(array, from, from + length);
    }

    /**
     * The bytes behind the first ones.
     *
     * @throws ContentException if there are fewer bytes
     */
    public PageBytes after(int length) {
        requireWithin(length);
        return new PageBytes(array, from + length, end);
    }

    /** The four bytes at the start as a little-endian number. */
    public int leadingInt() {
        first(Integer.BYTES);
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).getInt(from);
    }

    /** A slice, so that its capacity ends where the bytes do: some decoders check against the capacity only. */
    public BytesInput asInput() {
        return BytesInput.from(ByteBuffer.wrap(array, from, length()).slice());
    }

    private void requireWithin(int length) {
        if (length < 0 || length > length()) {
            throw ContentException.corrupt("a part of " + length + " bytes in a page with " + length() + " left");
        }
    }
}
