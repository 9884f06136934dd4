package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coldpress.port.StoreException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a fault of a store must tell. */
final class Faults {

    private Faults() {}

    static void assertThrown(StoreException.Kind kind, ThrowingCallable call, String... words) {
        StoreException fault = catchThrowableOfType(StoreException.class, call);
        assertThat(fault).isNotNull();
        assertThat(fault).hasMessageContainingAll(words);
        assertThat(fault.kind()).as(fault.toString()).isEqualTo(kind);
    }
}
