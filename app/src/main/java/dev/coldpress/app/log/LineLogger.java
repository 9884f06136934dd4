package dev.coldpress.app.log;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger that writes to the {@link LogOutput} of the process. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {

    private static final long serialVersionUID = 1L;

    /** Always with three digits of the second's fraction, so that lines can be sorted as text. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    LineLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return LogOutput.isEnabled(name, Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return LogOutput.isEnabled(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return LogOutput.isEnabled(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return LogOutput.isEnabled(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return LogOutput.isEnabled(name, Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable fault) {
        write(level, pattern, arguments, List.of(), fault);
    }

    /** What comes with key-value pairs. */
    @Override
    public void log(LoggingEvent event) {
        List<KeyValuePair> pairs = Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
        write(event.getLevel(), event.getMessage(), event.getArgumentArray(), pairs, event.getThrowable());
    }

    private void write(
            Level level,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            List<KeyValuePair> pairs,
            @Nullable Throwable fault) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        LogOutput.write(new LogOutput.Line(text(Instant.now()), level, name, String.valueOf(message), pairs, fault));
    }

    static String text(Instant time) {
        return TIME.format(time);
    }
}
