package io.farthing.bootstrap.architecture.violation.application.port.out;

/** A port that says nothing testable. */
public interface UnspokenPort {}
