package io.farthing.domain.payment;

import io.farthing.domain.app.AppId;

/**
 * What no two payments ever share: an app and its number for the order.
 *
 * @param app the app
 * @param number its number for the order
 */
public record OrderKey(AppId app, MerchantOrderNumber number) {}
