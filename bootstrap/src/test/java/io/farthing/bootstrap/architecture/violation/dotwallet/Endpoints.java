package io.farthing.bootstrap.architecture.violation.dotwallet;

import gg.jte.TemplateEngine;

/** Endpoints that know how pages are made. */
final class Endpoints {

    private Endpoints() {}

    record RenderingPages(TemplateEngine engine) {}
}
