package dev.coldpress.protocol;

import org.junit.jupiter.api.Nested;

/** Everything that holds where a record is one object holds for the other ways to keep records too. */
class RegistersTest {

    @Nested
    class CompactionWithALog extends CompactorTest {
        @Override
        Keeping keeping() {
            return Keeping.LOG;
        }
    }

    @Nested
    class CrashesWithALog extends CrashTest {
        @Override
        Keeping keeping() {
            return Keeping.LOG;
        }
    }

    @Nested
    class CompactionByOneWriter extends CompactorTest {
        @Override
        Keeping keeping() {
            return Keeping.SINGLE_COMPACTOR;
        }
    }

    @Nested
    class CrashesOfOneWriter extends CrashTest {
        @Override
        Keeping keeping() {
            return Keeping.SINGLE_COMPACTOR;
        }
    }
}
