package io.farthing.bootstrap.architecture.violation.application.service;

import com.google.inject.Injector;
import io.farthing.bootstrap.architecture.violation.application.port.in.Port;
import io.farthing.bootstrap.architecture.violation.application.spi.UnspokenProvider;
import io.javalin.http.Context;
import java.time.InstantSource;

/** Services that know too much. */
public final class Services {

    private Services() {}

    record AnsweringHttp(Context context) {}

    /** Knows the port that knows it. */
    public record BehindAPort(Port port) {}

    /** Has nothing to do with adapters. */
    public record KnownToTheSpi(int count) {}

    record KnowingTheSpi(UnspokenProvider provider) {}

    record KnowingGuice(Injector injector) {}

    static final class MakingAClock {
        InstantSource clock() {
            return InstantSource.system();
        }
    }
}
