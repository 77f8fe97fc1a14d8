package io.farthing.bootstrap.server;

import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterName;
import java.util.Optional;

/**
 * An adapter that a server uses, for the operator.
 *
 * @param kind what it is used for
 * @param name what it is called
 * @param location where its data are or whom it talks to, if it says so
 */
public record AdapterInUse(AdapterKind kind, AdapterName name, Optional<String> location) {}
