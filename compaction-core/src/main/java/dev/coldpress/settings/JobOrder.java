package dev.coldpress.settings;

/** Which partitions a run takes first. It matters when a budget ends the run early. */
public enum JobOrder {
    OLDEST,
    NEWEST
}
