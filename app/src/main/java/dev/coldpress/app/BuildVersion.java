package dev.coldpress.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version in the manifest of the jar. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return new String[] {"coldpress " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
