package dev.coldpress.app.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** What follows the compaction of a partition elsewhere. */
public final class HookSettings {

    public static final Setting<URI> HOOK_URL = new Setting<>(
            "hook-url",
            "URL",
            "where each compacted partition is posted as JSON, once its sources are gone; without it, nowhere",
            "",
            Texts::httpUrl,
            Setting::nowhere);

    public static final Setting<Path> HOOK_TOKEN_FILE = new Setting<>(
            "hook-token-file",
            "FILE",
            "which file holds the bearer token that goes with each post to hook-url; without it, none",
            "",
            Texts::path,
            Setting::nowhere);

    public static final Setting<URI> TRINO_URL = new Setting<>(
            "trino-url",
            "URL",
            "which Trino drops its cached listing of trino-table after each compacted partition; without it, none",
            "",
            Texts::httpUrl,
            Setting::nowhere);

    public static final Setting<TrinoTable> TRINO_TABLE = new Setting<>(
            "trino-table",
            "NAME",
            "what the table of the lake is called in Trino, as in hive.web.events",
            "",
            TrinoTable::parse,
            Setting::nowhere);

    public static final Setting<String> TRINO_USER = new Setting<>(
            "trino-user", "NAME", "as which user Trino is asked", "coldpress", Texts::userName, Setting::nowhere);

    public static final Setting<URI> HIVE_METASTORE = new Setting<>(
            "hive-metastore",
            "URI",
            "which Hive metastore gets the number and size of the files of each compacted partition of hive-table, such as"
                    + " thrift://metastore:9083; without it, none",
            "",
            HookSettings::metastore,
            Setting::nowhere);

    public static final Setting<CatalogTableName> HIVE_TABLE = new Setting<>(
            "hive-table",
            "NAME",
            "what the table of the lake is called in the Hive metastore, as in web.events",
            "",
            CatalogTableName::parse,
            Setting::nowhere);

    public static final Setting<CatalogTableName> GLUE_TABLE = new Setting<>(
            "glue-table",
            "NAME",
            "for which table of AWS Glue the number and size of the files of each compacted partition are kept, as in"
                    + " web.events; without it, none",
            "",
            CatalogTableName::parse,
            Setting::nowhere);

    public static final Setting<String> GLUE_REGION = new Setting<>(
            "glue-region",
            "NAME",
            "the region of AWS Glue; without it, what AWS_REGION or the AWS profile says",
            "",
            Texts::region,
            Setting::nowhere);

    public static final Setting<URI> GLUE_ENDPOINT = new Setting<>(
            "glue-endpoint",
            "URL",
            "another way to AWS Glue, such as a private endpoint; without it, its public one",
            "",
            Texts::httpUrl,
            Setting::nowhere);

    private HookSettings() {}

    private static URI metastore(String text) {
        String rule = "a Hive metastore is named by its host and port, as in thrift://metastore:9083";
        try {
            URI server = new URI(text);
            if (!"thrift".equalsIgnoreCase(server.getScheme()) || server.getHost() == null) {
                throw new IllegalArgumentException(rule);
            }
            return server;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }
}
