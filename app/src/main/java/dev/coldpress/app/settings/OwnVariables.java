package dev.coldpress.app.settings;

import java.util.Set;
import java.util.regex.Pattern;

/** Which variables of the environment are meant for this command. */
final class OwnVariables {

    /** Of the launcher, and of the project's own tests. */
    private static final Pattern NO_SETTING = Pattern.compile("COLDPRESS_(?:HOME|JAVA_OPTS|TEST_.*)");

    /**
     * What Kubernetes puts into each pod for each Service of the namespace, and Docker for each link. A Service may be
     * called {@code coldpress} or {@code compaction-api}.
     *
     * <p>Source: Kubernetes' documentation, "Discovering services".
     */
    private static final Pattern OF_A_SERVICE =
            Pattern.compile("[A-Z0-9_]+_(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?"
                    + "|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)");

    private static final Pattern PORT_OF_A_SERVICE = Pattern.compile("[A-Z0-9_]+_PORT");
    private static final Pattern ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://.*");

    private OwnVariables() {}

    /**
     * Whether a variable begins as ours do, is none of those that are known, and was not put there by somebody else.
     */
    static boolean isUnknown(String name, String text, Set<String> known) {
        return Setting.ENVIRONMENT_PREFIXES.stream().anyMatch(name::startsWith)
                && !known.contains(name)
                && !NO_SETTING.matcher(name).matches()
                && !isOfAService(name, text);
    }

    private static boolean isOfAService(String name, String text) {
        return OF_A_SERVICE.matcher(name).matches()
                || (PORT_OF_A_SERVICE.matcher(name).matches()
                        && ADDRESS.matcher(text).matches());
    }
}
