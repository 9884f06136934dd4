package dev.coldpress.app;

import dagger.Module;
import dagger.Provides;
import dev.coldpress.port.parquet.ParquetCodec;

@Module
interface TemporaryModule {
    @Provides
    static ParquetCodec codec() {
        throw new IllegalStateException();
    }
}
