package io.farthing.dotwallet.wire;

/** The codes with which the protocol says what is wrong, by their documented numbers. */
public enum ErrorCode {
    /** The redirect URI is not one of the app's registered ones. */
    ILLEGAL_REDIRECT_URI(10003),

    /** Log-in: no {@code app_id}. */
    LOG_IN_APP_ID_MISSING(10010),
    /** Log-in: no {@code redirect_uri}. */
    LOG_IN_REDIRECT_URI_MISSING(10011),
    /** Log-in: no such app, or it is suspended. */
    LOG_IN_APP_UNKNOWN(10012),
    /** Log-in: no {@code secret}. */
    LOG_IN_SECRET_MISSING(10014),
    /** Log-in: the secret is not the app's. */
    LOG_IN_SECRET_WRONG(10015),
    /** Log-in: no {@code code}. */
    CODE_MISSING(10016),
    /** Log-in: the code is wrong, used, expired or another app's. */
    CODE_BAD(10017),
    /**
     * Log-in: the user has not consented. This server never sends it, because it issues no code before the user has
     * consented; a client of other servers meets it.
     */
    LOG_IN_NOT_CONSENTED(10018),
    /** Log-in: the tokens could not be recorded. The code was not used up unless a repeat says so. */
    TOKENS_NOT_GENERATED(10019),
    /** Log-in: no {@code access_token}. */
    ACCESS_TOKEN_MISSING(10020),
    /** Log-in: the access token is not good, or no longer. */
    ACCESS_TOKEN_BAD(10021),

    /** Micropayment: no {@code app_id}. */
    APP_ID_MISSING(10030),
    /** Micropayment: no {@code redirect_uri}. */
    REDIRECT_URI_MISSING(10031),
    /** Micropayment: permission denied, because there is no such app or the user has not authorized it. */
    PERMISSION_DENIED(10032),
    /** Micropayment: no {@code user_open_id}. */
    USER_OPEN_ID_MISSING(10034),
    /** Micropayment: no such user. */
    USER_UNKNOWN(10035),
    /** Micropayment: no {@code secret}. */
    SECRET_MISSING(10036),
    /** Micropayment: the secret is not the app's. */
    SECRET_WRONG(10037),
    /** Micropayment: no {@code merchant_order_sn}. */
    ORDER_NUMBER_MISSING(10038),
    /** Micropayment: the order number exists. */
    ORDER_NUMBER_TAKEN(10039),
    /**
     * The order was not created. It stands, at every endpoint, for requests that cannot be read and for failures of
     * the server, too: the documentation has no other code for them.
     */
    NOT_CREATED(10040),
    /** Micropayment: over the user's balance, or over what is left of the cumulative limit. */
    BALANCE_TOO_LOW(10041),
    /** Micropayment: no {@code pre_amount}. */
    AMOUNT_MISSING(10042),
    /** Micropayment: {@code pre_amount} is below the minimum. */
    AMOUNT_TOO_SMALL(10043),
    /** Micropayment: {@code pre_amount} is over the single payment limit. */
    AMOUNT_TOO_LARGE(10044),
    /** Micropayment: no {@code item_name}. */
    ITEM_NAME_MISSING(10045),
    /** Micropayment: nobody to pay, or a recipient without an address. */
    ADDRESS_MISSING(10046),
    /** Micropayment: the recipients are not in the documented form, or an address is wrong. */
    ADDRESS_BAD(10047),
    /** Micropayment: an amount is no positive integer, or more than there is. */
    AMOUNT_BAD(10048),
    /** Micropayment: the recipients' amounts do not add up to {@code pre_amount}. */
    AMOUNTS_DIFFER(10049),

    /** Order query: no {@code app_id}. */
    QUERY_APP_ID_MISSING(10200),
    /** Order query: no such app, or it is suspended. */
    QUERY_APP_UNKNOWN(10201),
    /** Order query: no {@code secret}. */
    QUERY_SECRET_MISSING(10202),
    /** Order query: the secret is not the app's. */
    QUERY_SECRET_WRONG(10203),
    /** Order query: no {@code merchant_order_sn}. */
    QUERY_ORDER_NUMBER_MISSING(10204),
    /** Order query: the app has no such order. */
    QUERY_ORDER_UNKNOWN(10205),

    /** Token refresh: no {@code app_id}. */
    REFRESH_APP_ID_MISSING(10300),
    /** Token refresh: no such app, or it is suspended. */
    REFRESH_APP_UNKNOWN(10301),
    /** Token refresh: no {@code refresh_token}. */
    REFRESH_TOKEN_MISSING(10302),
    /** Token refresh: the refresh token is wrong, used, expired or another app's, or no new ones could be recorded. */
    REFRESH_FAILED(10303);

    /** What the JavaScript SDKs of the time know as {@link #BALANCE_TOO_LOW}. */
    public static final int SDK_BALANCE_TOO_LOW = -101001;

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** The documented number, positive. */
    public int number() {
        return number;
    }
}
