package dev.coldpress.app.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or an address, an IPv6 one without its brackets; not looked up yet
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9_.-]+):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    static ListenAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) > MAX_PORT) {
            throw new IllegalArgumentException(
                    "an address is HOST:PORT with a port up to 65535, such as 127.0.0.1:8095 or [::1]:8095");
        }
        String host = form.group(1).replace("[", "").replace("]", "");
        return new ListenAddress(host, Integer.parseInt(form.group(2)));
    }

    /** Asks the resolver if the host is a name. */
    public InetSocketAddress resolved() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** As one writes it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
