package io.farthing.bench.load;

/**
 * What a {@link LoadGenerator} shall do.
 *
 * @param port where the server listens, on the loopback address
 * @param connections how many connections send at the same time, each one request after the other
 * @param durationMs for how long requests are sent; those that are running then are waited for
 * @param requestsPerSecond how many requests become due in a second, evenly spread, whether or not earlier ones have
 *     been answered; 0 for as many as the server can take
 * @param users over how many users the requests are spread, in turn
 * @param firstOrder the first of the order numbers, which count up from it
 * @param difference what {@code pre_amount} says beyond the sum of the recipients' amounts: 0 for an order that can be
 *     paid
 * @param expectedCode the code that every answer must have
 */
public record LoadPlan(
        int port,
        int connections,
        long durationMs,
        int requestsPerSecond,
        int users,
        long firstOrder,
        long difference,
        int expectedCode) {}
