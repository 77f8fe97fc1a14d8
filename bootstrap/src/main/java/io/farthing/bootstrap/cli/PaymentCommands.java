package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.operator.OperatorClient;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the operator does with payments whose outcome an outside wallet has not told. */
@Command(name = "payment", description = "Payments whose outcome an outside wallet has not told.")
final class PaymentCommands {

    private static final String PAYMENTS = "/operator/v1/payments";

    private final Surroundings surroundings;

    PaymentCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Which payments to list. */
    enum Status {
        UNKNOWN,
        RESERVED;

        /** As it is written on the command line and sent to the server. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a payment is concluded. */
    enum Outcome {
        SETTLED,
        FAILED;

        /** As it is written on the command line and sent to the server. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(name = "list", description = "Lists payments that have no outcome yet.")
    int list(
            @Mixin OperatorOptions options,
            @Option(
                            names = "--status",
                            paramLabel = "STATUS",
                            defaultValue = "unknown",
                            description = "${COMPLETION-CANDIDATES}: those that the wallet was asked about in vain, or"
                                    + " those that are being made. Default: ${DEFAULT-VALUE}.")
                    Status status,
            @Option(names = "--after", paramLabel = "ORDER_SN", description = "Begins behind that payment.")
                    Optional<Long> after) {
        String query =
                "?status=" + status + after.map(number -> "&after=" + number).orElse("");
        return options.print(options.connect(surroundings).get(PAYMENTS + query));
    }

    @Command(name = "show", description = "Shows a payment.")
    int show(
            @Mixin OperatorOptions options,
            @Parameters(paramLabel = "ORDER_SN", description = "Our number for the payment.") String orderSn) {
        return options.print(options.connect(surroundings).get(path(orderSn)));
    }

    @Command(
            name = "resolve",
            description = "Concludes a payment by hand, for good. Ask the wallet's operator first: a payment that is"
                    + " failed here and was made there is lost to its user.")
    int resolve(
            @Mixin OperatorOptions options,
            @Parameters(paramLabel = "ORDER_SN", description = "Our number for the payment.") String orderSn,
            @Option(
                            names = "--outcome",
                            required = true,
                            paramLabel = "OUTCOME",
                            description = "What became of it: ${COMPLETION-CANDIDATES}.")
                    Outcome outcome,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "How you know. It is kept.")
                    String reason,
            @Option(
                            names = "--wallet-order-sn",
                            paramLabel = "TEXT",
                            description = "The wallet's number for a payment that it made.")
                    Optional<String> walletOrderSn,
            @Option(
                            names = "--pay-txid",
                            paramLabel = "TEXT",
                            description = "The transaction of a payment that the wallet made.")
                    Optional<String> payTxid) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outcome", outcome.toString());
        body.put("reason", reason);
        walletOrderSn.ifPresent(text -> body.put("wallet_order_sn", text));
        payTxid.ifPresent(text -> body.put("pay_txid", text));
        return options.print(options.connect(surroundings).post(path(orderSn) + "/resolution", body));
    }

    private static String path(String orderSn) {
        return PAYMENTS + "/" + OperatorClient.segment(orderSn);
    }
}
