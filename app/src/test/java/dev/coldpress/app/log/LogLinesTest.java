package dev.coldpress.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    void aLineOfTextHasThePairsBehindTheMessage() {
        LogOutput.set(Level.INFO, Level.INFO, false, out);
        own.atInfo().addKeyValue("files", 5).addKeyValue("cause", "a b").log("partition {}", "compacted");
        assertThat(written()).matches("2\\S+Z INFO  Example: partition compacted files=5 cause=\"a b\"\\R");
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
        own.atInfo().addKeyValue("partition", "a\n2026 ERROR forged").log("x\r\ny");
        assertThat(written().lines()).hasSize(1);
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
