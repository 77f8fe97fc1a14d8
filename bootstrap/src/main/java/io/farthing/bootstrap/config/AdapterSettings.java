package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;

/**
 * Which adapters are used: for each kind of adapter a setting that is named like it.
 *
 * @param storage the name of the one that keeps everything
 * @param wallet the name of the one that pays
 */
record AdapterSettings(
        @Setting(
                key = "storage",
                defaultValue = "database",
                description = "The adapter that keeps everything, one of those below.")
        String storage,

        @Setting(key = "wallet", defaultValue = "ledger", description = "The adapter that pays, one of those below.")
        String wallet) {}
