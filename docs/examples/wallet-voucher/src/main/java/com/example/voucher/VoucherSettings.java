package com.example.voucher;

import io.farthing.application.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the operator can set.
 *
 * @param file the file with the vouchers
 * @param patience within what time a payment is answered, at least a second
 * @param maxWaiting how many payments may wait for the file
 */
public record VoucherSettings(
        @Setting(
                key = "voucher.file",
                description = "The file with the vouchers, to which payments are added; it must be there.")
        Path file,

        @Setting(
                key = "voucher.patience",
                defaultValue = "5s",
                description = "How long the file may take for a payment before its outcome counts as not known.",
                min = 1,
                max = 60)
        Duration patience,

        @Setting(
                key = "voucher.max-waiting",
                defaultValue = "1000",
                description = "How many payments wait for the file at most; further ones are turned away.",
                min = 1,
                max = 1_000_000)
        int maxWaiting) {}
