package io.farthing.bootstrap.demo;

/**
 * One request of the shop and what it was answered, as they went over the wire but for secrets.
 *
 * @param request the request line
 * @param sent the JSON that was sent; empty for a GET
 * @param received the JSON that came back
 */
record Exchange(String request, String sent, String received) {}
