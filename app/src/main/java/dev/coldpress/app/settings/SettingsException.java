package dev.coldpress.app.settings;

import java.util.List;

/** Settings that cannot be used. The message is for the person who wrote them, a line for each problem. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With all that is wrong.
     *
     * @param problems one or more whole sentences
     */
    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
