package dev.coldpress;

/** Turned on once, from any thread. */
final class StopSwitch {

    private volatile boolean on;

    void turnOn() {
        on = true;
    }

    boolean isOn() {
        return on;
    }
}
