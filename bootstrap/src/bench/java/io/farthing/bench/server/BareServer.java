package io.farthing.bench.server;

import io.farthing.bootstrap.config.ProcessSettings;
import io.farthing.bootstrap.logging.Logging;
import io.javalin.Javalin;
import io.javalin.http.ContentType;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that a server can do: a bare Javalin handler that parses the body of the request and answers. What Farthing
 * does beyond it is measured against this.
 */
public final class BareServer {

    private BareServer() {}

    /** Serves until the process is ended. */
    public static void main(String[] arguments) {
        Logging.configure(ProcessSettings.LogFormat.TEXT, ProcessSettings.LogLevel.WARN);
        JsonMapper mapper = new JsonMapper();
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.routes.post("/openapi/pay_small_money", ctx -> {
                JsonNode body = mapper.readTree(ctx.bodyAsBytes());
                String answer = "{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":\""
                        + body.get("merchant_order_sn").asString() + "\"}}";
                ctx.contentType(ContentType.APPLICATION_JSON).result(answer.getBytes(StandardCharsets.UTF_8));
            });
        });
        javalin.start("127.0.0.1", 0);
        System.out.println(ServerProcess.READY + "http://127.0.0.1:" + javalin.port());
    }
}
