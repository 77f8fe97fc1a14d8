package io.farthing.bootstrap.architecture.violation.application.service;

import io.farthing.bootstrap.architecture.violation.application.port.in.Port;
import io.javalin.http.Context;
import java.time.InstantSource;

/** Services that know too much. */
public final class Services {

    private Services() {}

    record AnsweringHttp(Context context) {}

    /** Knows the port that knows it. */
    public record BehindAPort(Port port) {}

    static final class MakingAClock {
        InstantSource clock() {
            return InstantSource.system();
        }
    }
}
