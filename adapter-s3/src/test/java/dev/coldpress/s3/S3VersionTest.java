package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class S3VersionTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.987Z");

    @Test
    void aTokenIsReadBack() {
        S3Version version = S3Version.of("\"d41d8cd98f00b204e9800998ecf8427e-12\"", TIME, 7);
        assertThat(version.version().token()).isEqualTo("7-1767225600-d41d8cd98f00b204e9800998ecf8427e-12");
        assertThat(S3Version.parse(version.version())).contains(version);
        assertThat(version.quotedETag()).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e-12\"");
    }

    @Test
    void quotesAndPartsOfASecondMakeNoDifference() {
        assertThat(S3Version.of("abc", TIME, 7))
                .isEqualTo(S3Version.of("\"abc\"", Instant.ofEpochSecond(1767225600), 7));
        assertThat(S3Version.of("abc", TIME, 7).hasETag("\"abc\"")).isTrue();
    }

    @Test
    void eTagTimeAndSizeEachMakeADifference() {
        S3Version version = S3Version.of("abc", TIME, 7);
        assertThat(version.version())
                .isNotEqualTo(S3Version.of("abd", TIME, 7).version())
                .isNotEqualTo(S3Version.of("abc", TIME.plusSeconds(1), 7).version())
                .isNotEqualTo(S3Version.of("abc", TIME, 8).version())
                .isNotEqualTo(S3Version.ofWrite("abc", 7).version());
    }

    @Test
    void anObjectIsAtTheVersionThatALookOrTheWriteItselfHasTold() {
        ObjectVersion present = S3Version.of("abc", TIME, 7).version();
        ObjectVersion later = S3Version.of("abc", TIME.plusSeconds(1), 7).version();
        ObjectVersion written = S3Version.ofWrite("\"abc\"", 7).version();

        assertThat(S3Version.isAt(present, present)).isTrue();
        assertThat(S3Version.isAt(present, written)).isTrue();
        assertThat(S3Version.isAt(present, later)).isFalse();
        assertThat(S3Version.isAt(written, present)).isFalse();
        assertThat(S3Version.isAt(present, S3Version.ofWrite("abd", 7).version()))
                .isFalse();
        assertThat(S3Version.isAt(present, S3Version.ofWrite("abc", 8).version()))
                .isFalse();
        assertThat(S3Version.isAt(present, new ObjectVersion("generation-17"))).isFalse();
        assertThat(S3Version.isAt(new ObjectVersion("1"), new ObjectVersion("2")))
                .isFalse();
    }

    @Test
    void aTokenOfAnotherStoreIsNone() {
        assertThat(S3Version.parse(new ObjectVersion("generation-17"))).isEmpty();
        assertThat(S3Version.parse(new ObjectVersion("17"))).isEmpty();
    }
}
