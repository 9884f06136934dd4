package dev.coldpress.app.serve;

import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.ListenAddress;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is answered.
 *
 * @param hosts the names, in lower case, by which the daemon is reached, beside {@code localhost} and addresses
 * @param token what clients have to know; empty if everybody may look, and who is on this machine may start runs
 */
public record Access(Set<String> hosts, Optional<AccessToken> token) {

    /** For a daemon that only this machine reaches. */
    public static final Access OF_THIS_MACHINE = new Access(Set.of(), Optional.empty());

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:]+)(?::\\d{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(?:\\.\\d{1,3}){3}");

    /**
     * As the settings say.
     *
     * @throws SettingsException if others than this machine could reach the daemon and nothing is said about them, or
     *     the token cannot be read
     */
    public static Access chosen(ChosenSettings settings) {
        Access access = new Access(
                settings.given(Settings.LISTEN_HOSTS).map(Set::copyOf).orElse(Set.of()),
                settings.given(Settings.LISTEN_TOKEN_FILE).map(AccessToken::read));
        ListenAddress listen = settings.value(Settings.LISTEN);
        if (access.hosts.isEmpty() && access.token.isEmpty() && !address(listen).isLoopbackAddress()) {
            throw new SettingsException(List.of("listen = '" + listen + "': other machines can reach the daemon"
                    + " there. Give listen-token-file, a file with a token that they have to send; or listen-hosts, the names"
                    + " by which it is reached, and they can look but start no run; or listen on 127.0.0.1. Nothing was"
                    + " done."));
        }
        return access;
    }

    private static InetAddress address(ListenAddress listen) {
        try {
            return listen.resolved().getAddress();
        } catch (UnknownHostException e) {
            throw new SettingsException(List.of("listen = '" + listen
                    + "': no address is known for that name. Give another name or an address. Nothing was done."));
        }
    }

    /**
     * Whether a request that names this host is meant for here. Another site can let its own name lead here, and a
     * browser would let its pages read the answers (DNS rebinding). It cannot do so with an address, nor with a name
     * that is not its own.
     *
     * @param header null if there is none
     */
    boolean isServedAs(@Nullable String header) {
        Matcher host = HOST.matcher(header == null ? "" : header.toLowerCase(Locale.ROOT));
        return host.matches()
                && (host.group(1).equals("localhost")
                        || ADDRESS.matcher(host.group(1)).matches()
                        || hosts.contains(host.group(1)));
    }

    /**
     * Whether a client may start runs.
     *
     * @param authorization the header, null if there is none
     */
    boolean isTrusted(InetAddress client, @Nullable String authorization) {
        return token.map(secret -> secret.isIn(authorization)).orElseGet(client::isLoopbackAddress);
    }

    /** Whether a client may look at what the daemon knows. */
    boolean mayLook(boolean isTrusted) {
        return isTrusted || token.isEmpty();
    }
}
