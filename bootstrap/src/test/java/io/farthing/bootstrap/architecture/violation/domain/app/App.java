package io.farthing.bootstrap.architecture.violation.domain.app;

/** An aggregate, in a package that is not null-marked. */
public record App(int number) {}
