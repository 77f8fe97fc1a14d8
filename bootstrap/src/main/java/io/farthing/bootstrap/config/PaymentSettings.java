package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;
import io.farthing.domain.money.Satoshis;

/**
 * What is demanded of payments, and how many wait and are committed together.
 *
 * @param minimum the smallest payment
 * @param maxWaiting how many orders may wait
 * @param maxBatch how many orders one commit takes at most
 * @param testNetAllowed whether addresses of the test net are accepted
 */
public record PaymentSettings(
        @Setting(
                key = "payments.minimum-satoshis",
                defaultValue = "1",
                description = "The smallest payment that is accepted, in satoshis.",
                min = 1)
        Satoshis minimum,

        @Setting(
                key = "payments.max-waiting",
                defaultValue = "20000",
                description = "How many orders may wait to be committed; beyond it they are refused at once.",
                min = 1,
                max = 1_000_000)
        int maxWaiting,

        @Setting(
                key = "payments.max-batch",
                defaultValue = "512",
                description = "How many orders one commit takes at most.",
                min = 1,
                max = 10_000)
        int maxBatch,

        @Setting(
                key = "addresses.test-net",
                defaultValue = "false",
                description = "Whether addresses of the test net are accepted beside those of the main net.")
        boolean testNetAllowed) {}
