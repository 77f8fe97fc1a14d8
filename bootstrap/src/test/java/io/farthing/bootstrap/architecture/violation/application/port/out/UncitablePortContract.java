package io.farthing.bootstrap.architecture.violation.application.port.out;

/** A contract whose only part cannot be cited. */
public interface UncitablePortContract extends UncitablePartContract {}
