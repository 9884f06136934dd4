package dev.coldpress.app.hook;

import dev.coldpress.app.settings.CatalogTableName;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.HookSettings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.glue.GlueCatalog;
import dev.coldpress.hive.HiveMetastore;
import dev.coldpress.port.hook.PartitionCatalog;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** In a build with the adapters of catalogs. */
final class Catalogs {

    private Catalogs() {}

    /** @throws SettingsException if no region is known */
    static Optional<PartitionCatalog> glue(ChosenSettings settings, CatalogTableName table) {
        try {
            return Optional.of(GlueCatalog.open(
                    settings.given(HookSettings.GLUE_REGION),
                    settings.given(HookSettings.GLUE_ENDPOINT),
                    table.database(),
                    table.table()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(HookSettings.GLUE_TABLE.key() + ": " + e.getMessage()
                    + ". The region is " + HookSettings.GLUE_REGION.key() + " here. Nothing was done."));
        }
    }

    static Optional<PartitionCatalog> hive(URI server, CatalogTableName table) {
        int port = server.getPort() == -1 ? HiveMetastore.DEFAULT_PORT : server.getPort();
        return Optional.of(new HiveMetastore(server.getHost(), port, table.database(), table.table()));
    }
}
