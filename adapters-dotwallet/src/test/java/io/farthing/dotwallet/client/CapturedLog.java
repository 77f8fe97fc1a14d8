package io.farthing.dotwallet.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Every line that is written to the log, of whatever level and by whomever, from its making until it is closed. */
final class CapturedLog implements AutoCloseable {

    private static final Logger ROOT =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = ROOT.getLoggerContext().getLogger("io.farthing");

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Level rootLevel = ROOT.getLevel();
    private final Level ourLevel = OURS.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    };

    CapturedLog() {
        appender.start();
        ROOT.setLevel(Level.ALL);
        OURS.setLevel(Level.ALL);
        ROOT.addAppender(appender);
    }

    /** Our own lines of a level, in their order, as they read. */
    List<String> lines(Level level) {
        return events.stream()
                .filter(event ->
                        event.getLevel().equals(level) && event.getLoggerName().startsWith(OURS.getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** Everything in one text, with whatever was thrown and where. */
    String everything() {
        return events.stream()
                .map(event -> event.getFormattedMessage() + " " + event.getMDCPropertyMap() + " "
                        + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        ROOT.detachAppender(appender);
        ROOT.setLevel(rootLevel);
        OURS.setLevel(ourLevel);
    }
}
