package dev.coldpress.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.report.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogLinesTest {

    private final Logger own = LoggerFactory.getLogger("dev.coldpress.Example");
    private final Logger other = LoggerFactory.getLogger("org.example.Library");
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @AfterEach
    void restore() {
        LogOutput.set(Level.WARN, Level.WARN, false, System.err);
    }

    @Test
    void aLineHasItsFactsInTheMessage() {
        LogOutput.set(Level.INFO, Level.INFO, false, out);
        LogLine.of("partition compacted")
                .fact("files", 5)
                .fact("cause", "a b=\"c\"")
                .fact("none", "")
                .to(own.atInfo());
        assertThat(written())
                .matches("2\\S+Z INFO  Example: partition compacted files=5 cause=\"a b=\\\\\"c\\\\\"\" none=\"\"\\R");
    }

    @Test
    void aLineHasItsFactsAsPairsToo() throws JsonProcessingException {
        LogOutput.set(Level.INFO, Level.INFO, true, out);
        LogLine.of("partition compacted").fact("files", 5).to(own.atInfo());
        JsonNode line = new ObjectMapper().readTree(written());
        assertThat(line.get("event").textValue()).isEqualTo("partition compacted");
        assertThat(line.get("files").intValue()).isEqualTo(5);
        assertThat(line.get("message").textValue()).isEqualTo("partition compacted files=5");
    }

    @Test
    void aFactWithBracesIsNoPlaceholder() {
        LogOutput.set(Level.INFO, Level.INFO, false, out);
        LogLine.of("partition compacted").fact("partition", "a={}").to(own.atInfo());
        assertThat(written()).contains("partition=\"a={}\"");
    }

    @Test
    void timesAlwaysHaveThreeDigitsOfTheFraction() {
        assertThat(LineLogger.text(Instant.parse("2026-01-15T10:00:07Z"))).isEqualTo("2026-01-15T10:00:07.000Z");
        assertThat(LineLogger.text(Instant.parse("2026-01-15T10:00:07.120999Z")))
                .isEqualTo("2026-01-15T10:00:07.120Z");
    }

    @Test
    void aLineOfJsonHasThePairsAsFields() throws JsonProcessingException {
        LogOutput.set(Level.INFO, Level.INFO, true, out);
        own.atInfo()
                .addKeyValue("files", 5)
                .addKeyValue("seconds", 1.5)
                .addKeyValue("success", true)
                .addKeyValue("partition", "größe=\"1\"/")
                .log("partition compacted");
        JsonNode line = new ObjectMapper().readTree(written());
        assertThat(line.get("message").textValue()).isEqualTo("partition compacted");
        assertThat(line.get("level").textValue()).isEqualTo("INFO");
        assertThat(line.get("logger").textValue()).isEqualTo("dev.coldpress.Example");
        assertThat(line.get("files").intValue()).isEqualTo(5);
        assertThat(line.get("seconds").doubleValue()).isEqualTo(1.5);
        assertThat(line.get("success").booleanValue()).isTrue();
        assertThat(line.get("partition").textValue()).isEqualTo("größe=\"1\"/");
    }

    @Test
    void aNameFromTheStoreCannotForgeALine() {
        LogOutput.set(Level.INFO, Level.INFO, false, out);
        LogLine.of("x").fact("partition", "a\n2026 ERROR forged").to(own.atInfo());
        own.info("a\r\n2026 {}", "ERROR\nforged");
        assertThat(written().lines()).hasSize(2);
    }

    @Test
    void faultsComeWithTheirTrace() throws JsonProcessingException {
        LogOutput.set(Level.INFO, Level.INFO, true, out);
        own.warn("It broke", new IllegalStateException("why"));
        assertThat(new ObjectMapper().readTree(written()).get("fault").textValue())
                .startsWith("java.lang.IllegalStateException: why")
                .contains("faultsComeWithTheirTrace");
    }

    @Test
    void levelsAreSetApartForColdpressAndForLibraries() {
        LogOutput.set(Level.DEBUG, Level.WARN, false, out);
        own.debug("own");
        other.info("not written");
        other.warn("other");
        assertThat(written().lines()).hasSize(2);
        assertThat(own.isTraceEnabled()).isFalse();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
