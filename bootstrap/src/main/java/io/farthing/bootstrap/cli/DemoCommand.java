package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.config.ProcessSettings.LogFormat;
import io.farthing.bootstrap.config.ProcessSettings.LogLevel;
import io.farthing.bootstrap.demo.Demo;
import io.farthing.bootstrap.logging.Logging;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the demonstration until the process is asked to end. */
@Command(
        name = "demo",
        description = "Runs a server in memory with a user who has 1 BSV, and a small shop to spend it in. Reads no"
                + " settings, keeps nothing.")
final class DemoCommand implements Runnable {

    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--wallet-port",
            paramLabel = "PORT",
            defaultValue = "" + Demo.WALLET_PORT,
            description = "Where the wallet listens; another port when it is taken. Default: ${DEFAULT-VALUE}.")
    private int walletPort;

    @Option(
            names = "--shop-port",
            paramLabel = "PORT",
            defaultValue = "" + Demo.SHOP_PORT,
            description = "Where the shop listens; another port when it is taken. Default: ${DEFAULT-VALUE}.")
    private int shopPort;

    @Option(
            names = "--behind-dotwallet",
            description = "Has a second server, which plays a remote DotWallet, hold the money and pay.")
    private boolean isBehindDotWallet;

    @Option(
            names = "--remote-port",
            paramLabel = "PORT",
            defaultValue = "" + Demo.REMOTE_PORT,
            description = "Where that one listens; another port when it is taken. Default: ${DEFAULT-VALUE}.")
    private int remotePort;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        requirePort("--wallet-port", walletPort);
        requirePort("--shop-port", shopPort);
        requirePort("--remote-port", remotePort);
        // That everything is in memory is the point here, and nothing to warn of.
        Logging.configure(LogFormat.TEXT, LogLevel.ERROR);
        Demo demo = isBehindDotWallet
                ? Demo.startBehindDotWallet(walletPort, shopPort, remotePort)
                : Demo.start(walletPort, shopPort);
        PrintWriter out = command.commandLine().getOut();
        tellMovedPort(out, "wallet", walletPort, demo.walletUrl());
        tellMovedPort(out, "shop", shopPort, demo.shopUrl());
        out.printf(
                """
                Farthing %s: the demo is ready.

                  1. Open the shop       %s/
                  2. Log in as           %s
                     with the password   %s
                  3. Follow the three steps on the page.

                  Watch the wallet       %s/wallet

                It lives in memory and ends with Ctrl-C.
                """, VersionFromManifest.version(), demo.shopUrl(), Demo.USER_NAME, demo.password(), demo.walletUrl());
        demo.remoteUrl().ifPresent(remote -> {
            tellMovedPort(out, "remote wallet", remotePort, remote);
            out.printf("The money is in the remote wallet at %s/wallet, which pays.%n", remote);
        });
        ProcessEnd.await(demo::close, () -> {
            out.println("listening on " + demo.walletUrl());
            out.flush();
        });
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new ConfigurationProblem(List.of(
                    option + " cannot be " + port + ": it must be a port from 1 to " + MAX_PORT + ", or 0 for any."));
        }
    }

    private static void tellMovedPort(PrintWriter out, String what, int wanted, String url) {
        if (wanted != 0 && !url.endsWith(":" + wanted)) {
            out.printf("Port %d is taken, so the %s is at %s/ instead.%n", wanted, what, url);
        }
    }
}
