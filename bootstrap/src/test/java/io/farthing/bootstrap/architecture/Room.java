package io.farthing.bootstrap.architecture;

/** The packages that rules speak of. Rules name no others, so that none of them can be about nothing. */
enum Room {
    DOMAIN("domain"),
    APPLICATION("application"),
    DRIVING_PORTS("application.port.in"),
    DRIVEN_PORTS("application.port.out"),
    SERVICES("application.service"),
    PLATFORM("application.platform"),
    SPI("application.spi"),
    DOTWALLET("dotwallet"),
    WEB("web"),
    PERSISTENCE("persistence"),
    COPYING("persistence.copy"),
    STORES("persistence.store"),
    PAYMENT_PATH("persistence.payment"),
    UNITS_OF_WORK("persistence.work"),
    TABLES("persistence.schema"),
    ENGINES("persistence.engine"),
    ORDER_NUMBERS("persistence.order"),
    UNDER_H2("persistence.h2"),
    STATEMENTS("persistence.sql"),
    STORED_VALUES("persistence.codec"),
    BOOTSTRAP("bootstrap"),
    COMMAND_LINE("bootstrap.cli"),
    CONFIGURATION("bootstrap.config"),
    LOGGING("bootstrap.logging");

    private final String path;

    Room(String path) {
        this.path = path;
    }

    /** The package itself, below {@code root}. */
    String name(String root) {
        return root + "." + path;
    }

    /** The package and all below it, as ArchUnit writes it. */
    String tree(String root) {
        return name(root) + "..";
    }
}
