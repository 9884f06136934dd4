package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.UnlistedEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Names that other programs write and that are no keys. */
class S3ListingTest {

    /** A bucket with one page. */
    private record OnePage(List<String> names, List<String> prefixes) implements S3Client {

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            Stream<S3Object> objects = names.stream()
                    .map(name -> S3Object.builder()
                            .key(name)
                            .eTag("\"e\"")
                            .size(1L)
                            .lastModified(Instant.EPOCH)
                            .build());
            return ListObjectsV2Response.builder()
                    .contents(objects.toList())
                    .commonPrefixes(prefixes.stream()
                            .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                            .toList())
                    .isTruncated(false)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static ListPage page(ListRequest request, List<String> names, List<String> prefixes) {
        return new S3Listing(new OnePage(names, prefixes), new S3Root("bucket", KeyPrefix.of("lake/"))).page(request);
    }

    @Test
    void areToldOfInTheListingOfALevelButForMarkersOfDirectories() {
        ListPage page = page(
                ListRequest.level(KeyPrefix.of("a/")),
                List.of("lake/a/", "lake/a/back\\slash", "lake/a/line\nfeed", "lake/a/x"),
                List.of("lake/a//", "lake/a/b/", "lake/a/tab\t/"));

        assertThat(page.objects()).extracting(object -> object.key().path()).containsExactly("a/x");
        assertThat(page.prefixes()).containsExactly(KeyPrefix.of("a/b/"));
        assertThat(page.unlisted())
                .allSatisfy(entry -> assertThat(entry.kind()).isEqualTo(UnlistedEntry.Kind.UNUSABLE_NAME))
                .extracting(UnlistedEntry::name)
                .containsExactly("back%5Cslash", "line%0Afeed", "/", "tab%09/");
    }

    @Test
    void areLeftOutOfTheListingOfATree() {
        ListPage page = page(ListRequest.tree(KeyPrefix.of("a/")), List.of("lake/a/line\nfeed", "lake/a/x"), List.of());
        assertThat(page.objects()).hasSize(1);
        assertThat(page.unlisted()).isEmpty();
    }
}
