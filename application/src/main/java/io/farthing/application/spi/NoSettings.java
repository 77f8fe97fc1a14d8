package io.farthing.application.spi;

/** The settings of an adapter that has none. */
public record NoSettings() {}
