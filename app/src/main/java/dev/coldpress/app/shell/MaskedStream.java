package dev.coldpress.app.shell;

import dev.coldpress.app.settings.Secrets;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Masks the secrets in each text that is printed at once, and passes it on. Everything that the command prints and logs
 * goes this way, so that no message, also none of a library's, has to think of it. What is written as bytes is not
 * looked at.
 */
final class MaskedStream extends PrintStream {

    private MaskedStream(PrintStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    static PrintStream of(PrintStream out) {
        return out instanceof MaskedStream ? out : new MaskedStream(out);
    }

    @Override
    public void print(String text) {
        super.print(Secrets.masked(String.valueOf(text)));
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println(String text) {
        super.println(Secrets.masked(String.valueOf(text)));
    }

    @Override
    public void println(Object object) {
        println(String.valueOf(object));
    }

    /** Where {@code printf} and {@code format} arrive. */
    @Override
    public PrintStream append(CharSequence text) {
        print(String.valueOf(text));
        return this;
    }
}
