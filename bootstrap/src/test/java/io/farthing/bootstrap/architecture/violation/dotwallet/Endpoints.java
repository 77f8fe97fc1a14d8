package io.farthing.bootstrap.architecture.violation.dotwallet;

import org.eclipse.jetty.server.Server;

/** Endpoints that know the server below Javalin. */
final class Endpoints {

    private Endpoints() {}

    record KnowingJetty(Server server) {}
}
