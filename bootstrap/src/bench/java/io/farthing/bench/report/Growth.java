package io.farthing.bench.report;

/**
 * The throughput of a database that holds so many payments.
 *
 * @param database which database
 * @param payments how many payments it held: the mean of all rounds, which add some themselves
 * @param perSecond how many payments per second it then took, median of the rounds
 */
public record Growth(String database, long payments, double perSecond) {}
