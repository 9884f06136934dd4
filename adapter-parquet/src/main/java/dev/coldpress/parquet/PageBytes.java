package dev.coldpress.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;

/** A range of an array: a page or a part of one. */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record PageBytes(byte[] array, int from, int end) {

    private static final PageBytes EMPTY = new PageBytes(new byte[0], 0, 0);

    static PageBytes empty() {
        return EMPTY;
    }

    static PageBytes of(ByteBuffer heapBuffer) {
        int from = heapBuffer.arrayOffset() + heapBuffer.position();
        return new PageBytes(heapBuffer.array(), from, from + heapBuffer.remaining());
    }

    /** The same bytes, not copied if the input is an array or lies in one. */
    static PageBytes of(BytesInput input) {
        return input.size() == 0 ? EMPTY : of(input.toByteBuffer(HeapByteBufferAllocator.getInstance(), buffer -> {}));
    }

    int length() {
        return end - from;
    }

    /** @throws ContentException if there are fewer bytes */
    PageBytes first(int length) {
        requireWithin(length);
        return new PageBytes(array, from, from + length);
    }

    /** @throws ContentException if there are fewer bytes */
    PageBytes after(int length) {
        requireWithin(length);
        return new PageBytes(array, from + length, end);
    }

    /** The four bytes at the start as a little-endian number. */
    int leadingInt() {
        first(Integer.BYTES);
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).getInt(from);
    }

    /** A slice, so that its capacity ends where the bytes do: some decoders check against the capacity only. */
    BytesInput asInput() {
        return BytesInput.from(ByteBuffer.wrap(array, from, length()).slice());
    }

    private void requireWithin(int length) {
        if (length < 0 || length > length()) {
            throw ContentException.corrupt("a part of " + length + " bytes in a page with " + length() + " left");
        }
    }
}
