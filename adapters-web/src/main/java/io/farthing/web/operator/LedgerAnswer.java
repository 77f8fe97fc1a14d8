package io.farthing.web.operator;

import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.in.VerifyLedger.Report;
import io.farthing.domain.audit.Discrepancy;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that grows while the books are checked: one JSON object, whose first field lists how far the check has come
 * and whose other fields are the report, or an error if the check was broken off. Used by one thread.
 */
final class LedgerAnswer implements VerifyLedger.Progress, AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Context ctx;
    private @Nullable JsonGenerator json;

    LedgerAnswer(Context ctx) {
        this.ctx = ctx;
    }

    /** Whether the status is sent already, so that only the body can tell of a failure. */
    boolean hasBegun() {
        return json != null;
    }

    @Override
    public void read(long payments, long about) {
        JsonGenerator begun = begun();
        begun.writeStartObject();
        begun.writeNumberProperty("payments", payments);
        begun.writeNumberProperty("of_about", about);
        begun.writeEndObject();
        begun.flush();
    }

    void finish(Report report) {
        JsonGenerator begun = begun();
        begun.writeEndArray();
        begun.writeBooleanProperty("balanced", report.isBalanced());
        begun.writeNumberProperty("wallets", report.wallets());
        begun.writeNumberProperty("authorizations", report.authorizations());
        begun.writeNumberProperty("fundings", report.fundings());
        begun.writeNumberProperty("payments", report.payments());
        begun.writeNumberProperty("took_ms", report.took().toMillis());
        begun.writeNumberProperty("difference_count", report.differenceCount());
        begun.writeArrayPropertyStart("differences");
        report.differences().forEach(difference -> write(begun, difference));
        begun.writeEndArray();
        begun.writeEndObject();
    }

    void breakOff(String why) {
        JsonGenerator begun = begun();
        begun.writeEndArray();
        begun.writeObjectPropertyStart("error");
        begun.writeStringProperty("field", "");
        begun.writeStringProperty("message", why);
        begun.writeEndObject();
        begun.writeEndObject();
    }

    @Override
    public void close() {
        if (json != null) {
            json.close();
        }
    }

    private JsonGenerator begun() {
        if (json == null) {
            ctx.contentType("application/json; charset=utf-8");
            json = MAPPER.createGenerator(output());
            json.writeStartObject();
            json.writeArrayPropertyStart("progress");
        }
        return json;
    }

    // Javalin's own stream keeps to itself that it is to be flushed.
    private OutputStream output() {
        try {
            return ctx.res().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator begun, Discrepancy difference) {
        begun.writeStartObject();
        begun.writeStringProperty("what", Values.word(difference.what()));
        begun.writeStringProperty("subject", difference.subject());
        begun.writeNumberProperty("recorded_satoshis", difference.recordedSatoshis());
        begun.writeNumberProperty("recomputed_satoshis", difference.recomputedSatoshis());
        begun.writeEndObject();
    }
}
