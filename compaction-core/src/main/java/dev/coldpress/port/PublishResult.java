package dev.coldpress.port;

/**
 * What a publish seemed to do. It decides nothing: a client that retries by itself may be refused because its own first
 * try succeeded. Whether the object is there is known only by an abort that was answered and a head after it.
 */
public sealed interface PublishResult {

    /** The object is visible, whole and durable. */
    record Published() implements PublishResult {}

    /** The token is used up or aborted, or the key is taken. */
    record Refused(String reason) implements PublishResult {}

    /** No answer, or one that tells nothing. */
    record Unknown(StoreException cause) implements PublishResult {}
}
