package dev.coldpress.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogLocationTest {

    @ParameterizedTest
    @CsvSource({
        "s3a://bucket/events/, s3://bucket/events",
        "s3n://bucket/events, s3://bucket/events",
        "S3://bucket/events, s3://bucket/events",
        "file:/data/lake, file:///data/lake/",
        "/data/lake, file:///data/lake/",
        "s3://bucket, s3://bucket/",
        "gs://bucket/a b/c, gs://bucket/a%20b/c/",
        "s3://bucket/a%3Ab, s3://bucket/a%253Ab",
    })
    void oneDirectoryIsSpelledInManyWays(String inTheCatalog, URI root) {
        assertThat(CatalogLocation.of(inTheCatalog)).isEqualTo(CatalogLocation.of(root));
    }

    @Test
    void otherBucketsStoresAndDirectoriesAreOthers() {
        CatalogLocation events = CatalogLocation.of("s3://bucket/events");
        assertThat(CatalogLocation.of("s3://bucket2/events")).isNotEqualTo(events);
        assertThat(CatalogLocation.of("gs://bucket/events")).isNotEqualTo(events);
        assertThat(CatalogLocation.of("s3://bucket/Events")).isNotEqualTo(events);
        assertThat(CatalogLocation.of("s3://bucket/events2/dt=1").below(events)).isEmpty();
        assertThat(CatalogLocation.of("gs://bucket/events/dt=1").below(events)).isEmpty();
        assertThat(events.below(events)).isEmpty();
        assertThat(events.child("dt=1/").below(events)).contains("dt=1");
        assertThat(CatalogLocation.of("s3://bucket").child("dt=1/h=2/").below(CatalogLocation.of("s3://bucket/")))
                .contains("dt=1/h=2");
    }

    @Test
    void aLocationWithoutAPathIsRefusedWithIt() {
        assertThatThrownBy(() -> CatalogLocation.of("lake/events")).hasMessageContaining("'lake/events'");
    }
}
