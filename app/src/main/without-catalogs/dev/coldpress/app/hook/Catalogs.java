package dev.coldpress.app.hook;

import dev.coldpress.app.settings.CatalogTableName;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.port.hook.PartitionCatalog;
import java.net.URI;
import java.util.List;

/** In a build that leaves the adapters of catalogs out. */
final class Catalogs {

    private Catalogs() {}

    static PartitionCatalog glue(ChosenSettings settings, CatalogTableName table) {
        throw missing("AWS Glue");
    }

    static PartitionCatalog hive(URI server, CatalogTableName table) {
        throw missing("Hive metastore");
    }

    private static SettingsException missing(String catalog) {
        return new SettingsException(List.of("This archive has no hook for " + catalog
                + "; the one with all stores has. Take that one, or take the setting away. Nothing was done."));
    }
}
