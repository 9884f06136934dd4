package dev.coldpress.run;

/** Turned on once, from any thread. */
public final class StopSwitch {

    private volatile boolean on;

    public void turnOn() {
        on = true;
    }

    public boolean isOn() {
        return on;
    }
}
