package io.farthing.bootstrap.architecture.violation.persistence;

import io.farthing.bootstrap.architecture.violation.application.port.out.UncitablePort;
import tools.jackson.databind.JsonNode;

/** A store that no test comes to, though one of another store adopts the contract; and that knows JSON. */
public record UntestedStore(JsonNode json) implements UncitablePort {}
