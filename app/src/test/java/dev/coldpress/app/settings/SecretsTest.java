package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/prefix, s3://bucket/prefix",
        "s3://key:pass@bucket/x, s3://***@bucket/x",
        "s3://key:p@ss@bucket/x, s3://***@bucket/x",
        "s3://key:p/ss+@bucket/x, s3://***@bucket/x",
        "s3://user@bucket/x@y, s3://***@bucket/x@y",
        "s3://bucket/x@y, s3://bucket/x@y",
        "s3://bucket/a:b@y, s3://bucket/a:b@y",
        "s3://bucket/x?token=abc, s3://bucket/x?***",
        "s3://bucket/x#abc, s3://bucket/x#***",
        "http://localhost:9000/x, http://localhost:9000/x",
        "/data/user@host, /data/user@host",
        "/data/a:b@c, /data/a:b@c",
        "file:/user:name@host/x?, file:/user:name@host/x?",
        "128MB, 128MB"
    })
    void usersPasswordsAndQueriesAreMasked(String text, String masked) {
        assertThat(Secrets.masked(text)).isEqualTo(masked);
        assertThat(Secrets.maskedValue(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "'a s3://k:s@b/x, and http://h/p?q=1 503; me@x', 'a s3://***@b/x, and http://h/p?*** 503; me@x'",
        "'{\"url\":\"http://h/p?q=1\",\"b\":\"me@x\"}', '{\"url\":\"http://h/p?***\",\"b\":\"me@x\"}'",
        "'{\"a\":\"{\\\"b\\\":\\\"http://h/p?q\\\"}\"}', '{\"a\":\"{\\\"b\\\":\\\"http://h/p?***\\\"}\"}'",
        "<a href='http://h/p?q=1'>x@y</a>, <a href='http://h/p?***'>x@y</a>",
        "at 10:30 to me@x, at 10:30 to me@x",
        "Is it http://localhost:9000? Yes, Is it http://localhost:9000? Yes",
        "http://localhost:9000/a@b, http://localhost:9000/a@b",
        "s3:/k:s@b/x, s3:/***@b/x"
    })
    void inATextTheRestStays(String text, String masked) {
        assertThat(Secrets.masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://key:12/pass@bucket/x, s3://***@bucket/x",
        "s3://key:pa ss@bucket/x, s3://***@bucket/x",
        "key:pass@bucket/x, ***@bucket/x",
        "key:pa/ss@bucket/x, ***@bucket/x"
    })
    void ofAValueRatherTooMuchIsMasked(String text, String masked) {
        assertThat(Secrets.maskedValue(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://key:secret@bucket/", "s3://key@bucket/", "s3://bucket/?x", "s3://key:secret@buck et/"})
    void noSettingTakesASecret(String root) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingSources.read(Map.of("root", root), Map.of(), null))
                .withMessageStartingWith(
                        "root = '" + Secrets.maskedValue(root) + "' (from --root): no setting takes a user")
                .withMessageContaining("Nothing was read or changed")
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
