package io.farthing.application.port.out;

/**
 * What every {@link WalletGateway} does: the rules of both contracts that it extends. Whoever tests one lets the wallet
 * behind it misbehave as {@link #behave} says, in whatever way that wallet can.
 */
public interface WalletGatewayContract extends GatewayOutcomesContract, GatewayPatienceContract {}
