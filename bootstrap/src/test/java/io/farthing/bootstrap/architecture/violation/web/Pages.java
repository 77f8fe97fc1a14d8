package io.farthing.bootstrap.architecture.violation.web;

import ch.qos.logback.classic.Level;
import com.google.inject.Injector;
import io.farthing.bootstrap.architecture.violation.application.service.Services;
import io.farthing.bootstrap.architecture.violation.persistence.UntestedStore;
import io.farthing.bootstrap.architecture.violation.persistence.engine.Engine;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Inject;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Pages that know too much. */
final class Pages {

    private Pages() {}

    record KnowingAService(Services.BehindAPort service) {}

    record KnowingAnotherAdapter(UntestedStore store) {}

    record KnowingAnEngine(Engine engine) {}

    record SpeakingSql(Connection connection) {}

    record KnowingGuice(Injector injector) {}

    record ParsingArguments(CommandLine commandLine) {}

    record ReadingSettings(SmallRyeConfig config) {}

    record ChoosingItsLog(Level level) {}

    static final class PrintingImpl {
        @Inject
        @Nullable
        String what;

        void print() {
            System.out.println(what);
        }
    }
}
