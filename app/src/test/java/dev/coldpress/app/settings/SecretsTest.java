package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/prefix, s3://bucket/prefix",
        "s3://key:pass@bucket/x, s3://***@bucket/x",
        "s3://key:p@ss@bucket/x@y, s3://***@bucket/x@y",
        "s3://bucket/x?token=abc, s3://bucket/x?***",
        "/data/user@host, /data/user@host",
        "128MB, 128MB"
    })
    void usersPasswordsAndQueriesAreMasked(String text, String masked) {
        assertThat(Secrets.masked(text)).isEqualTo(masked);
    }

    @Test
    void effectiveSettingsAreMasked() {
        ChosenSettings settings = SettingSources.read(Map.of("root", "s3://key:secret@bucket/"), Map.of(), null);
        assertThat(settings.effective())
                .contains(new EffectiveSetting("root", "s3://***@bucket/", "--root"))
                .contains(new EffectiveSetting("schedule", "1h", "default"));
    }

    @Test
    void complaintsAreMasked() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingSources.read(Map.of("root", "s3://key:secret@buck et/"), Map.of(), null))
                .withMessageContaining("s3://***@buck et/")
                .withMessageNotContaining("secret@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "[::1]:8095", "0.0.0.0:65535", "my-host.example:80"})
    void addressesAreRead(String text) {
        ChosenSettings settings = SettingSources.read(Map.of("listen", text), Map.of(), null);
        ListenAddress address = settings.value(Settings.LISTEN);
        assertThat(text.replace("[", "").replace("]", "")).isEqualTo(address.host() + ":" + address.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8095", "host", "host:", ":8095", "host:65536", "::1:80", "http://host:80", "a b:1"})
    void otherAddressesAreRefused(String text) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingSources.read(Map.of("listen", text), Map.of(), null))
                .withMessageContaining("HOST:PORT");
    }
}
