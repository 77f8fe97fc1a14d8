package io.farthing.bootstrap.server;

import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.config.RemoteWalletSettings;
import io.farthing.bootstrap.config.Settings;
import io.farthing.dotwallet.client.RemoteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The remote DotWallet that the settings describe. */
final class RemoteWallet {

    private RemoteWallet() {}

    /** What the client of the remote needs; throws {@link ConfigurationProblem} with all that is missing or wrong. */
    static RemoteSettings of(Settings settings) {
        RemoteWalletSettings remote = settings.remote();
        List<String> problems = new ArrayList<>();
        require("dotwallet.remote.url", remote.url(), problems);
        require("dotwallet.remote.app-id", remote.appId(), problems);
        require("dotwallet.remote.secret", remote.secret(), problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationProblem(problems);
        }
        try {
            return new RemoteSettings(
                    remote.url().orElseThrow(),
                    remote.appId().orElseThrow(),
                    remote.secret().orElseThrow(),
                    remote.connectTimeout(),
                    remote.requestTimeout(),
                    remote.maxConcurrent(),
                    remote.maxWaiting(),
                    remote.plainHttpAllowed());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(List.of(e.getMessage() + "."));
        }
    }

    private static void require(String key, Optional<?> value, List<String> problems) {
        if (value.isEmpty()) {
            problems.add(key + " has no value: a remote DotWallet pays, so say which one and as whom, or set wallet to"
                    + " ledger.");
        }
    }
}
