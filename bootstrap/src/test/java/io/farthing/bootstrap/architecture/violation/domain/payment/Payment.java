package io.farthing.bootstrap.architecture.violation.domain.payment;

import io.farthing.bootstrap.architecture.violation.domain.app.App;
import java.util.Optional;

/** An aggregate that holds another instead of its id. */
public record Payment(Optional<App> app) {}
