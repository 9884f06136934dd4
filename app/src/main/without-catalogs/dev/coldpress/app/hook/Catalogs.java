package dev.coldpress.app.hook;

import dev.coldpress.app.settings.CatalogTableName;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.port.hook.PartitionCatalog;
import java.net.URI;
import java.util.Optional;

/** In a build that leaves the adapters of catalogs out. */
final class Catalogs {

    private Catalogs() {}

    static Optional<PartitionCatalog> glue(ChosenSettings settings, CatalogTableName table) {
        return Optional.empty();
    }

    static Optional<PartitionCatalog> hive(URI server, CatalogTableName table) {
        return Optional.empty();
    }
}
