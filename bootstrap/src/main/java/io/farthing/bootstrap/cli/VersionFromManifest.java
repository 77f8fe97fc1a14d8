package io.farthing.bootstrap.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
public final class VersionFromManifest implements IVersionProvider {

    /** For picocli, which makes one of these when it is asked for a version. */
    public VersionFromManifest() {}

    @Override
    public String[] getVersion() {
        return new String[] {"Farthing " + version()};
    }

    /** The version; {@code (unpackaged)} when this doesn't run from a jar. */
    public static String version() {
        return Optional.ofNullable(VersionFromManifest.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }
}
