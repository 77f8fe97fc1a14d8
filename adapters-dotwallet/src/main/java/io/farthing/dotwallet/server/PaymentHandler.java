package io.farthing.dotwallet.server;

import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.Fields;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * {@code POST pay_small_money}, straight on Jetty; every other request goes on to Javalin.
 *
 * <p>A payment is most of what a server does, and is answered by another thread than the one that read it. Javalin and
 * the servlets under it would cost as much for each as everything else that is done for it before it is decided.
 * Thread-safe.
 */
final class PaymentHandler extends Handler.Wrapper {
    // Javalin ignores a slash at the end, and so does this.
    private static final Set<String> PATHS = DotWalletServerPlugin.PREFIXES.stream()
            .map(prefix -> prefix + DotWalletServerPlugin.PAY_SMALL_MONEY)
            .flatMap(path -> Stream.of(path, path + "/"))
            .collect(Collectors.toUnmodifiableSet());

    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    // Payments are nobody else's business.
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private final RequestReader requests;
    private final Answers answers;
    private final PaySmallMoney paySmallMoney;
    private final PaymentMeter meter;
    private final OutageLog outages;
    private final long patienceNanos;

    @Inject
    PaymentHandler(
            RequestReader requests,
            Answers answers,
            PaySmallMoney paySmallMoney,
            PaymentMeter meter,
            OutageLog outages) {
        this(requests, answers, paySmallMoney, meter, outages, RequestPayment.LONGEST_WAIT);
    }

    PaymentHandler(
            RequestReader requests,
            Answers answers,
            PaySmallMoney paySmallMoney,
            PaymentMeter meter,
            OutageLog outages,
            Duration patience) {
        this.requests = requests;
        this.answers = answers;
        this.paySmallMoney = paySmallMoney;
        this.meter = meter;
        this.outages = outages;
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // As it was sent: Jetty's own form of it would have more than one spelling, which no other endpoint has.
        String path = request.getHttpURI().getPath();
        if (!HttpMethod.POST.is(request.getMethod()) || !PATHS.contains(path)) {
            return super.handle(request, response, callback);
        }
        try {
            pay(order(path, request), request, response, callback);
        } catch (RuntimeException e) {
            write(response, answers.failure(path, e), callback);
        }
        return true;
    }

    // The engine counts and tells what becomes of an order, but it does not hear of one whose app cannot be looked up.
    // Nothing can have been recorded of that one.
    private PaymentOrder order(String path, Request request) {
        try {
            return paySmallMoney.order(fields(request));
        } catch (StorageFailure e) {
            if (!e.isPassing()) {
                throw e;
            }
            outages.failed(path, e);
            meter.answered(Outcome.NOT_RECORDED, Duration.ofNanos(NanoTime.since(request.getBeginNanoTime())));
            throw PaymentAnswers.notRecorded("the database is unavailable");
        }
    }

    // The engine's thread for answers writes it: an answer is short and never waits for the client to read it.
    private void pay(PaymentOrder order, Request request, Response response, Callback callback) {
        CompletableFuture<Envelope> answer = paySmallMoney.pay(order).thenApply(Envelope::success);
        giveUpOn(answer, request);
        var unused = answer.exceptionally(
                        problem -> answers.failure(request.getHttpURI().getPath(), problem))
                .thenAccept(envelope -> write(response, envelope, callback));
    }

    // Jetty asks whenever nothing was sent or received for a while: half a minute, but a second once the server is to
    // end. So time is what counts, and not how often it asks. The payment may be made all the same.
    private void giveUpOn(CompletableFuture<Envelope> answer, Request request) {
        request.addIdleTimeoutListener(timeout -> {
            if (NanoTime.since(request.getBeginNanoTime()) >= patienceNanos) {
                answer.completeExceptionally(PaymentAnswers.outcomePending());
            }
            return false;
        });
    }

    private Fields fields(Request request) {
        return requests.body(
                Content.Source.asInputStream(request),
                request.getLength(),
                request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }

    private static void write(Response response, Envelope envelope, Callback callback) {
        byte[] json = envelope.toJson();
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(JSON);
        headers.put(NO_STORE);
        headers.put(HttpHeader.CONTENT_LENGTH, json.length);
        response.setStatus(HttpStatus.OK_200);
        response.write(true, ByteBuffer.wrap(json), callback);
    }
}
