package io.farthing.dotwallet.server;

import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.FormReader;
import io.farthing.dotwallet.wire.JsonReader;
import io.farthing.dotwallet.wire.Refusal;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request from its body, JSON or a form, or from its query. Thread-safe: no state.
 *
 * <p>What cannot be read has no {@code app_id} to begin the checks with, so it is refused before all of them, with
 * {@link ErrorCode#NOT_CREATED}.
 */
final class RequestReader {
    private final int maxBodyBytes;

    @Inject
    RequestReader(DotWalletSettings settings) {
        maxBodyBytes = settings.maxBodyBytes();
    }

    Fields query(Context ctx) {
        String query = ctx.queryString();
        return FormReader.read(query == null ? "" : query);
    }

    Fields body(Context ctx) {
        return body(ctx.bodyInputStream(), ctx.contentLength(), ctx.contentType());
    }

    /**
     * The fields of a body. Of one that is too long no more is read than shows it; the rest is for the server to drop.
     *
     * @param length how many bytes it says it has; negative when it does not say
     */
    Fields body(InputStream in, long length, @Nullable String contentType) {
        byte[] body = bytes(in, length);
        return switch (mediaType(contentType)) {
            case "application/json" -> JsonReader.read(notEmpty(body));
            case "application/x-www-form-urlencoded" -> FormReader.read(body);
            default ->
                throw new Refusal(
                        ErrorCode.NOT_CREATED,
                        "the content type of the body must be application/json or application/x-www-form-urlencoded");
        };
    }

    private byte[] bytes(InputStream in, long length) {
        boolean isShort = length >= 0 && length <= maxBodyBytes;
        try {
            byte[] body = in.readNBytes(isShort ? (int) length : maxBodyBytes + 1);
            if (body.length > maxBodyBytes) {
                throw new Refusal(
                        ErrorCode.NOT_CREATED, "the body is longer than " + maxBodyBytes + " bytes; send less");
            }
            return body;
        } catch (IOException e) {
            // Nobody may be there any more to read this, and outsiders can cause it at will: it is no matter for a log.
            throw new Refusal(
                    ErrorCode.NOT_CREATED,
                    "the body did not come whole and in time, or too many large ones came at once; send the request again");
        }
    }

    private static byte[] notEmpty(byte[] body) {
        if (body.length == 0) {
            throw new Refusal(ErrorCode.NOT_CREATED, "the body is empty; send the fields as a JSON object");
        }
        return body;
    }

    private static String mediaType(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
