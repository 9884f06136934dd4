package dev.coldpress.port;

/** A small object read whole: which write it was, and its bytes. The array belongs to the receiver. */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
public record StoredObject(ObjectVersion version, byte[] body) {}
