package io.farthing.bootstrap.architecture.violation.application.port.out;

/** A port whose contract has a rule without a number. */
public interface UncitablePort {}
