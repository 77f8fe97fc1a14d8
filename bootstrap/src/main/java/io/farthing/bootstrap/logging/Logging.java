package io.farthing.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.farthing.bootstrap.config.ProcessSettings.LogFormat;
import io.farthing.bootstrap.config.ProcessSettings.LogLevel;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up. Lines go to the standard error output, so that what a command prints can be piped; each carries the
 * request id, if there is one.
 */
public final class Logging {

    private static final String TEXT_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} %requestId%msg%n";

    private Logging() {}

    /** Replaces whatever was set up before. */
    public static void configure(LogFormat format, LogLevel level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ErrorOutput appender = new ErrorOutput();
        appender.setContext(context);
        appender.setEncoder(encoder(format, context));
        appender.start();
        // What is logged while the process ends, by whatever ends it, is written as well.
        Runtime.getRuntime().addShutdownHook(new Thread(appender::end, "log-end"));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        // What libraries say is worth reading from warnings upwards only.
        root.setLevel(level == LogLevel.ERROR ? Level.ERROR : Level.WARN);
        // It warns that a file with parameters is missing, which are given in code.
        context.getLogger("com.password4j").setLevel(Level.ERROR);
        // They warn of a Host that is none or comes twice, with all that an outsider has put there; the answer is 400
        // anyway.
        context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
        context.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.ERROR);
        // Of a migration that has failed it says to restore backups; whether that is so, our own message says.
        context.getLogger("org.flywaydb.core.internal.command.DbMigrate").setLevel(Level.OFF);
        context.getLogger("io.farthing").setLevel(level(level));
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        return switch (format) {
            case TEXT -> text(context);
            case JSON -> json(context);
        };
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("requestId", RequestId::new);
        layout.setPattern(TEXT_PATTERN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithContext(false);
        encoder.start();
        return encoder;
    }

    /** The request id in brackets, or nothing. Written for every request, so it is no pattern with a replacement. */
    private static final class RequestId extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            String id = event.getMDCPropertyMap().get("request_id");
            return id == null ? "" : "[" + id + "] ";
        }
    }
}
