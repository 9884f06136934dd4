package dev.coldpress.plan;

/** A data file that no group takes, and why. */
public record LeftAlone(DataFile file, Skip skip) {}
