package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.config.DataSettings;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.server.AdapterInUse;
import io.farthing.bootstrap.server.Server;
import io.farthing.domain.app.WebUri;

/** What a server says when it starts: where everything is. */
final class Banner {

    private Banner() {}

    static String of(Settings settings, Server server) {
        String here = settings.http().url(server.port());
        DataSettings data = settings.data();
        StringBuilder text = new StringBuilder(1024);
        text.append("Farthing ").append(VersionFromManifest.version()).append("\n\n");
        line(
                text,
                "wallet pages",
                settings.http().publicUrl().map(WebUri::toString).orElse(here) + "/");
        line(text, "protocol", here + "/openapi/ and " + here + "/platform/openapi/");
        line(text, "operator API", here + "/operator/v1/");
        line(
                text,
                "operator token",
                settings.operator()
                        .token()
                        .map(set -> "as set by operator.token")
                        .orElseGet(() -> data.operatorTokenFile().toString()));
        line(text, "health", here + "/health/live and " + here + "/health/ready");
        line(text, "metrics", here + "/metrics");
        line(text, "data folder", data.dataDirectory().toString());
        server.adapters().forEach(adapter -> line(text, adapter.kind().key(), told(adapter)));
        return text.append('\n').toString();
    }

    private static String told(AdapterInUse adapter) {
        return adapter.name() + adapter.location().map(place -> ", " + place).orElse("");
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append(String.format("  %-16s%s%n", what, where));
    }
}
