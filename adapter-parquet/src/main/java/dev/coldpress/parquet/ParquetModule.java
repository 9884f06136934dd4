package dev.coldpress.parquet;

import dagger.Module;
import dagger.Provides;
import dev.coldpress.port.parquet.ParquetCodec;

/** Binds {@link ParquetCodec} to {@link ParquetJavaCodec} for applications built with Dagger. */
@Module
public interface ParquetModule {

    @Provides
    static ParquetCodec parquetCodec() {
        return new ParquetJavaCodec();
    }
}
