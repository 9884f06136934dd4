package dev.coldpress.dagger;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The {@link java.time.Duration} from the start of a run to the start of the next one. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface CompactionInterval {}
