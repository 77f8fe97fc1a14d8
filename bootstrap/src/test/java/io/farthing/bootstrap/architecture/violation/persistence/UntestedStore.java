package io.farthing.bootstrap.architecture.violation.persistence;

import io.farthing.bootstrap.architecture.violation.application.port.out.UnspokenPort;
import tools.jackson.databind.JsonNode;

/** A store that nobody has tested, and that knows JSON. */
public record UntestedStore(JsonNode json) implements UnspokenPort {}
