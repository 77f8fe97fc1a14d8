package io.farthing.dotwallet.wire;

import java.util.Locale;

/** The fields of the protocol's messages. */
public enum Field {
    /** The id of an app: a string or a number, in any case. */
    APP_ID,
    /** The secret of an app. */
    SECRET,
    /** Where a browser is sent. */
    REDIRECT_URI,
    /** What an app exchanges for tokens. */
    CODE,
    /** What an app asks about a user with. */
    ACCESS_TOKEN,
    /** What an app gets a new access token with. */
    REFRESH_TOKEN,
    /** For how many seconds an access token is good. */
    EXPIRES_IN,
    /** For how many seconds more an access token is good. */
    EXPIRE_TIME,
    /** Whether something is good, or what became of it. */
    STATUS,
    /** How apps know a user. */
    USER_OPEN_ID,
    /** The name of a user. */
    USER_NAME,
    /** The picture of a user. */
    USER_AVATAR,
    /** The address of a user's wallet. */
    USER_ADDRESS,
    /** Whether a user has authorized the asking app to draw payments. */
    PAY_STATUS,
    /** The amount of a payment, or the limit of a single one, in satoshi. */
    PRE_AMOUNT,
    /** The limit of all payments together, in satoshi. */
    TOTAL_AMOUNT,
    /** The merchant's number for an order. */
    MERCHANT_ORDER_SN,
    /** What is paid for. */
    ITEM_NAME,
    /** Data that a payment carries. */
    OPRETURN,
    /** Whom a payment pays: an array of recipients. */
    RECEIVE_ADDRESS,
    /** The address of a recipient. */
    ADDRESS,
    /** The amount of a recipient, or of an order, in satoshi. */
    AMOUNT,
    /** Our number for an order. */
    ORDER_SN,
    /** The public id of a payment. */
    PAY_TXID,
    /** The same as {@link #PAY_TXID}, as some old pages spell it. */
    PAYTXID,
    /** When an order was paid. */
    PAY_TIME,
    /** When an order was made. */
    CREATE_TIME;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The field's name as it travels. */
    public String key() {
        return key;
    }

    @Override
    public String toString() {
        return key;
    }
}
