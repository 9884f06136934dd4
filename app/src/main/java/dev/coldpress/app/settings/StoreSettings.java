package dev.coldpress.app.settings;

import java.net.URI;

/** The settings of single stores. Their keys begin with the scheme of the store's URI, or with {@code gcs}. */
final class StoreSettings {

    static final Setting<URI> S3_ENDPOINT = new Setting<>(
            "s3-endpoint",
            "URL",
            "the endpoint of an S3-compatible store, such as http://localhost:9000; without it, that of Amazon",
            "",
            Texts::httpUrl,
            Setting::nowhere);

    static final Setting<Boolean> S3_PATH_STYLE = new Setting<>(
            "s3-path-style",
            "true|false",
            "whether the bucket is in the path of a request and not in its host; without it, true if there is an s3-endpoint",
            "",
            Texts.oneOf("true", true, "false", false),
            Setting::nowhere);

    static final Setting<String> S3_REGION = new Setting<>(
            "s3-region",
            "NAME",
            "the region of the bucket; without it, what AWS_REGION or the AWS profile says",
            "",
            Texts::region,
            Setting::nowhere);

    static final Setting<String> S3_CONDITIONAL_WRITES = new Setting<>(
            "s3-conditional-writes",
            "all|create|none",
            "the conditional writes that an S3-compatible store supports: all; create if it cannot replace on a"
                    + " condition; or none, which needs single-compactor as well; without it, all",
            "",
            Texts.word("all", "create", "none"),
            Setting::nowhere);

    static final Setting<URI> GCS_ENDPOINT = new Setting<>(
            "gcs-endpoint",
            "URL",
            "the endpoint of Google Cloud Storage, such as a private one; without it, the public one",
            "",
            Texts::httpUrl,
            Setting::nowhere);

    private StoreSettings() {}
}
