package dev.coldpress.app.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** What follows the compaction of a partition elsewhere. */
public final class HookSettings {

    public static final Setting<URI> HOOK_URL = new Setting<>(
            "hook-url",
            "URL",
            "the URL to which each compacted partition is posted as JSON, after its sources are deleted; without"
                    + " it, nothing is posted",
            "",
            Texts::httpUrl,
            Setting::nowhere);

    public static final Setting<Path> HOOK_TOKEN_FILE = new Setting<>(
            "hook-token-file",
            "FILE",
            "the file with the bearer token that is sent with each post to hook-url; without it, none is sent",
            "",
            Texts::path,
            Setting::nowhere);

    public static final Setting<URI> TRINO_URL = new Setting<>(
            "trino-url",
            "URL",
            "the Trino that is told, after each compacted partition, to drop its cached listing of trino-table;"
                    + " without it, none",
            "",
            Texts::httpUrl,
            Setting::nowhere);

    public static final Setting<TrinoTable> TRINO_TABLE = new Setting<>(
            "trino-table",
            "NAME",
            "the name of the lake's table in Trino, as in hive.web.events",
            "",
            TrinoTable::parse,
            Setting::nowhere);

    public static final Setting<String> TRINO_USER = new Setting<>(
            "trino-user", "NAME", "the user of the requests to Trino", "coldpress", Texts::userName, Setting::nowhere);

    public static final Setting<URI> HIVE_METASTORE = new Setting<>(
            "hive-metastore",
            "URI",
            "the Hive metastore that gets the number and size of the files of each compacted partition of"
                    + " hive-table, such as thrift://metastore:9083; without it, none",
            "",
            HookSettings::metastore,
            Setting::nowhere);

    public static final Setting<CatalogTableName> HIVE_TABLE = new Setting<>(
            "hive-table",
            "NAME",
            "the name of the lake's table in the Hive metastore, as in web.events",
            "",
            CatalogTableName::parse,
            Setting::nowhere);

    public static final Setting<CatalogTableName> GLUE_TABLE = new Setting<>(
            "glue-table",
            "NAME",
            "the table of AWS Glue that gets the number and size of the files of each compacted partition, as in"
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
            "the endpoint of AWS Glue, such as a private one; without it, the public one",
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
