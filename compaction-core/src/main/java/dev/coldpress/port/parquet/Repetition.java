package dev.coldpress.port.parquet;

/** How often a field occurs in its parent; the format's FieldRepetitionType. */
public enum Repetition {
    REQUIRED,
    OPTIONAL,
    REPEATED
}
