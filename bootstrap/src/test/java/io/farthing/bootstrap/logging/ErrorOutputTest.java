package io.farthing.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of the access log wait for each other, and none is lost or overtaken. */
class ErrorOutputTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext();
    private final Logger access = context.getLogger("io.farthing.web.access");
    private final Logger other = context.getLogger("io.farthing.other");
    private final ErrorOutput output = new ErrorOutput();

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg|");
        encoder.start();
        output.setContext(context);
        output.setEncoder(encoder);
        output.start();
        output.setOutputStream(written);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(output);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aLineOfAnotherKindIsWrittenAtOnceAndAfterThoseThatWaited() {
        access.info("first");
        access.info("second");
        other.info("third");

        assertThat(text()).isEqualTo("first|second|third|");
    }

    @Test
    void aLineOfTheAccessLogIsWrittenSoon() {
        access.info("alone");

        await().untilAsserted(() -> assertThat(text()).isEqualTo("alone|"));
    }

    @Test
    void nothingWaitsOnceTheProcessEnds() {
        access.info("before");
        output.end();
        access.info("after");

        assertThat(text()).isEqualTo("before|after|");
    }

    @Test
    void whatWaitsIsWrittenWhenLoggingIsSetUpAnew() {
        access.info("before");
        context.reset();

        assertThat(text()).isEqualTo("before|");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
